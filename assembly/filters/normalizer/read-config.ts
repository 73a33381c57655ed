import { extend } from "../../abi/configure";
import * as json from "../../bytes/json";
import * as texts from "../../bytes/texts.gen";
import {
  FORWARD,
  HOST_KEY,
  HOST_STEP,
  NORMALIZER_KEY,
  NormalizerKey,
  PATH_KEY,
  PathKey,
  PRESET,
} from "../../bytes/words.gen";
import { ACTION_REWRITE, stageAt, triggersOfAll, writeStage } from "../../path/pipeline";
import { PRESET_STEPS } from "../../path/registry.gen";
import { makeScreen } from "../../path/screen";
import { configSize, NormalizerConfig, screenOf, stagesOf } from "./config";
import { noSteps, readStageCount, readStages, readSteps } from "./read-steps";

let preset: u32 = 0;
let hostSteps: u32 = 0;

/** Compiles the configuration in `text` (design: docs/normalizer.md). On failure the line holds the error. */
export function readNormalizerConfig(text: usize, size: usize): bool {
  let original = false;
  let mark = false;
  let restore = false;
  let restoreAt: usize = 0;
  let others = false;
  let rejectStatus: u32 = 400;
  preset = 0;
  hostSteps = 0;
  noSteps();
  json.openJson(texts.LOG_NORMALIZER, text, size);
  if (size > 0) {
    json.openObject();
    for (let key = json.nextKey(NORMALIZER_KEY); key >= 0; key = json.nextKey(NORMALIZER_KEY)) {
      if (key != NormalizerKey.Restore && key != NormalizerKey.Mark) others = true;
      switch (key) {
        case NormalizerKey.Path:
          readPath();
          break;
        case NormalizerKey.Host:
          readHost();
          break;
        case NormalizerKey.Forward:
          original = json.readWord(FORWARD) == 1;
          break;
        case NormalizerKey.Restore:
          restoreAt = json.place();
          restore = json.readBoolean();
          break;
        case NormalizerKey.RejectStatus:
          rejectStatus = json.readWhole(400, 499);
          break;
        default:
          mark = json.readBoolean();
      }
    }
    json.closeJson();
  }
  if (json.failed()) return false;
  if (restore && others) {
    json.returnTo(restoreAt, NORMALIZER_KEY, NormalizerKey.Restore);
    json.complain(texts.RESTORE_WITH, texts.RESTORE_ALONE);
    return false;
  }
  return compile(restore, original, mark, rejectStatus);
}

function compile(restore: bool, original: bool, mark: bool, rejectStatus: u32): bool {
  const presetRow = presetSteps(preset);
  const presetCount: u32 = load<u8>(presetRow);
  const count = presetCount + readStageCount();
  const at = extend(configSize(count));
  if (at == 0) {
    json.complain(texts.CONFIGURATION_TOO_LARGE, texts.CONFIGURATION_TOO_LARGE);
    return false;
  }
  const config = changetype<NormalizerConfig>(at);
  config.restore = restore;
  config.original = original;
  config.mark = mark;
  config.hostSteps = <u8>hostSteps;
  config.rejectStatus = rejectStatus;
  config.stageCount = count;
  const stages = stagesOf(config);
  for (let i: u32 = 0; i < presetCount; i++) {
    writeStage(stageAt(stages, i), load<u8>(presetRow + 1 + i), ACTION_REWRITE, 1);
  }
  memory.copy(stageAt(stages, presetCount), readStages(), stageAt(0, readStageCount()));
  config.triggers = triggersOfAll(stages, count);
  makeScreen(screenOf(config), config.triggers);
  return true;
}

function readPath(): void {
  json.openObject();
  for (let key = json.nextKey(PATH_KEY); key >= 0; key = json.nextKey(PATH_KEY)) {
    if (key == PathKey.Preset) preset = <u32>json.readWord(PRESET);
    else readSteps();
  }
}

function readHost(): void {
  json.openObject();
  while (json.nextKey(HOST_KEY) >= 0) {
    json.openArray();
    for (let i: u32 = 0; json.nextItem(i); i++) {
      const step = json.readWord(HOST_STEP);
      if (step >= 0) hostSteps |= 1 << step;
    }
  }
}

/** Row of that preset: its number of steps (u8), then the steps. */
function presetSteps(number: u32): usize {
  let row = PRESET_STEPS;
  while (number--) row += 1 + <usize>load<u8>(row);
  return row;
}
