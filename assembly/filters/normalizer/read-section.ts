import * as json from "../../bytes/json";
import { HOST_KEY, HostAction, NormalizerKey, PATH_KEY, PathKey, PRESET } from "../../bytes/words.gen";
import { ACTION_REPORT, ACTION_REWRITE, actionOf, stageAt, stepOf, triggersOf, writeStage } from "../../path/pipeline";
import { PRESET_STEPS } from "../../path/registry.gen";
import { room } from "../../abi/room";
import { holdHostStep, holdPreset } from "./bound";
import { NormalizerConfig, Section } from "./config";
import { readAction, readStep, readStepItem } from "./read-step";
import { readStages, readSteps } from "./read-steps";

/** The configuration that is being made. */
let config: NormalizerConfig = changetype<NormalizerConfig>(0);

export function beginSections(into: NormalizerConfig): void {
  config = into;
}

/** Reads the value of a key that the top level and the rules share. */
export function readSectionKey(section: Section, key: i32): void {
  if (key == NormalizerKey.Path) readPath(section);
  else if (key == NormalizerKey.Host) readHost(section);
  else section.rejectStatus = json.readWhole(400, 499);
}

function readPath(section: Section): void {
  let steps: u32 = 0;
  let preset: i32 = 0;
  json.openObject();
  for (let key = json.nextKey(PATH_KEY); key >= 0; key = json.nextKey(PATH_KEY)) {
    if (key == PathKey.Preset) {
      preset = json.readWord(PRESET);
      holdPreset(preset);
    } else {
      steps = readSteps();
    }
  }
  if (json.failed()) return;
  section.preset = preset;
  writeStages(section, steps);
}

/** The stages of the section: those of its preset, then the `steps` that were read. */
function writeStages(section: Section, steps: u32): void {
  let row = PRESET_STEPS;
  for (let i: u32 = 0; i < section.preset; i++) row += 1 + ((<usize>load<u8>(row)) << 1);
  const own: u32 = load<u8>(row);
  const stages = room(stageAt(0, own + steps));
  if (stages == 0) return;
  for (let i: u32 = 0; i < own; i++) {
    writeStage(stageAt(stages, i), load<u8>(row, 1), ACTION_REWRITE, load<u8>(row, 2));
    row += 2;
  }
  memory.copy(stageAt(stages, own), readStages(), stageAt(0, steps));
  section.stages = <u32>(stages - changetype<usize>(config));
  section.stageCount = own + steps;
  section.triggers = 0;
  section.acting = 0;
  for (let i: u32 = 0; i < own + steps; i++) {
    const stage = stageAt(stages, i);
    section.triggers |= triggersOf(stepOf(stage));
    if (actionOf(stage) != ACTION_REPORT) section.acting |= 1 << stepOf(stage);
  }
  config.allTriggers |= section.triggers;
}

function readHost(section: Section): void {
  section.hostSteps = 0;
  json.openObject();
  while (json.nextKey(HOST_KEY) >= 0) {
    json.openArray();
    for (let i: u32 = 0; json.nextItem(i); i++) {
      if (!readStepItem(true)) return;
      const place = readStep << 2;
      section.hostSteps = (section.hostSteps & ~(15 << place)) | ((1 + readAction) << place);
      if (readAction != HostAction.Report) holdHostStep(readStep);
    }
  }
  if (section.hostSteps != 0) config.someHostSteps = true;
}
