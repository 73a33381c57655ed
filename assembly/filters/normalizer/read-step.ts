import * as json from "../../bytes/json";
import { put } from "../../bytes/line";
import * as texts from "../../bytes/texts.gen";
import { ACTION, STEP, STEP_KEY, StepKey } from "../../bytes/words.gen";
import { wordText } from "../../bytes/words";
import { ACTION_REJECT, ACTION_REPORT, ACTION_REWRITE, isCheck } from "../../path/pipeline";
import { OPTIONS } from "../../path/registry.gen";
import { defaultOption, NO_STEP, OPTION_ROW, optionKey, optionStep, readOptionOf } from "./step-option";

/** What the last object said. */
export let readStep: u32 = 0;
export let readAction: u32 = 0;
export let readOption: u32 = 0;

/** A check refuses what it finds, a rewriting step rewrites it. */
export function defaultAction(step: u32): u32 {
  return isCheck(step) ? ACTION_REJECT : ACTION_REWRITE;
}

// Where each key of the object that is being read stood, or 0; a u32 for each.
// @ts-ignore: decorator
@lazy const PLACES: usize = memory.data(16, 4);

/** Reads `{"step": ..., "action": ..., OPTION: ...}` into the three above; false after an error. */
export function readStepObject(): bool {
  const objectAt = json.place();
  let step = json.NONE;
  let action = json.NONE;
  memory.fill(PLACES, 0, 16);
  readOption = 0;
  json.openObject();
  for (let key = json.nextKey(STEP_KEY); key >= 0; key = json.nextKey(STEP_KEY)) {
    store<u32>(placeOf(key), json.place());
    if (key == StepKey.Step) step = json.readWord(STEP);
    else if (key == StepKey.Action) action = json.readWord(ACTION);
    else readOption = readOptionOf(key);
  }
  if (json.failed()) return false;
  if (step < 0) return complainObject(objectAt, texts.NO_STEP, texts.STEP_REQUIRED);
  if (action < 0) {
    action = defaultAction(step);
  } else if (isCheck(step) && action != ACTION_REJECT && action != ACTION_REPORT) {
    json.returnTo(load<u32>(placeOf(StepKey.Action)), STEP_KEY, StepKey.Action);
    json.complainPlace(texts.CHECK_ACTION);
    return false;
  }
  readStep = step;
  readAction = action;
  return optionsFit(step, objectAt);
}

// @ts-ignore: decorator
@inline
function placeOf(key: u32): usize {
  return PLACES + (key << 2);
}

/** Whether the options that were given are those of the step. One that it may leave out gets its default. */
function optionsFit(step: u32, objectAt: usize): bool {
  for (let row = OPTIONS; optionStep(row) != NO_STEP; row += OPTION_ROW) {
    const key = optionKey(row);
    const at: usize = load<u32>(placeOf(key));
    if (optionStep(row) != step) {
      if (at == 0) continue;
      json.returnTo(at, STEP_KEY, key);
      json.complainPlace(texts.QUOTE);
      put(wordText(STEP_KEY, key));
      put(texts.ONLY_ON);
      put(wordText(STEP, optionStep(row)));
      put(texts.QUOTE);
      return false;
    }
    if (at != 0) continue;
    readOption = defaultOption(row);
    if (readOption == 0) return complainObject(objectAt, texts.NO_BYTES, texts.OBJECT_WITH_BYTES);
  }
  return true;
}

function complainObject(at: usize, found: usize, expected: usize): bool {
  json.returnHere(at);
  json.complain(found, expected);
  return false;
}
