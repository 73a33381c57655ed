import * as json from "../../bytes/json";
import { put } from "../../bytes/line";
import * as texts from "../../bytes/texts.gen";
import { ACTION, HOST_ACTION, HOST_STEP, HOST_STEP_KEY, STEP, STEP_KEY, StepKey } from "../../bytes/words.gen";
import { wordText } from "../../bytes/words";
import { ACTION_REJECT, ACTION_REPORT, ACTION_REWRITE, isCheck } from "../../path/pipeline";
import { OPTIONS } from "../../path/registry.gen";
import { defaultOption, NO_STEP, OPTION_ROW, optionKey, optionStep, readOptionOf } from "./step-option";

/** What the last item said. */
export let readStep: u32 = 0;
export let readAction: u32 = 0;
export let readOption: u32 = 0;

// Where each key of the object that is being read stood, or 0; a u32 for each.
// @ts-ignore: decorator
@lazy const PLACES: usize = memory.data(16, 4);

/**
 * Reads an item of a list of steps into the three above: a name, or `{"step": ..., "action": ..., OPTION: ...}`; for a host step
 * the action is a number of HOST_ACTION. false after an error; else the item is what an error is about.
 */
export function readStepItem(ofHost: bool): bool {
  const itemAt = json.place();
  let step = json.NONE;
  let action = json.NONE;
  memory.fill(PLACES, 0, 16);
  readOption = 0;
  const words = ofHost ? HOST_STEP : STEP;
  if (json.nextByte() == 123) {
    const keys = ofHost ? HOST_STEP_KEY : STEP_KEY;
    json.openObject();
    for (let key = json.nextKey(keys); key >= 0; key = json.nextKey(keys)) {
      store<u32>(placeOf(key), json.place());
      if (key == StepKey.Step) step = json.readWord(words);
      else if (key == StepKey.Action) action = json.readWord(ofHost ? HOST_ACTION : ACTION);
      else readOption = readOptionOf(key);
    }
    if (step < 0) return complainItem(itemAt, texts.STEP_REQUIRED);
  } else if (json.nextByte() != 34) {
    json.readText(texts.STRING_OR_OBJECT);
  } else {
    step = json.readWord(words);
  }
  if (json.failed()) return false;
  readStep = step;
  if (ofHost) {
    readAction = action < 0 ? 0 : action;
  } else {
    if (action < 0) {
      // A check refuses what it finds, a rewriting step rewrites it.
      action = isCheck(step) ? ACTION_REJECT : ACTION_REWRITE;
    } else if (isCheck(step) && action != ACTION_REJECT && action != ACTION_REPORT) {
      json.returnTo(load<u32>(placeOf(StepKey.Action)), STEP_KEY, StepKey.Action);
      json.complainPlace(texts.CHECK_ACTION);
    }
    readAction = action;
    holdOptions(step, itemAt);
  }
  json.returnHere(itemAt);
  return !json.failed();
}

// @ts-ignore: decorator
@inline
function placeOf(key: u32): usize {
  return PLACES + (key << 2);
}

/** An error where the options that were given are not those of the step. One that it may leave out gets its default. */
function holdOptions(step: u32, itemAt: usize): void {
  for (let row = OPTIONS; optionStep(row) != NO_STEP; row += OPTION_ROW) {
    const key = optionKey(row);
    const at: usize = load<u32>(placeOf(key));
    if (optionStep(row) == step) {
      if (at != 0) continue;
      readOption = defaultOption(row);
      if (readOption == 0) complainItem(itemAt, texts.OBJECT_WITH_BYTES);
    } else if (at != 0 && !json.failed()) {
      json.returnTo(at, STEP_KEY, key);
      json.complainPlace(texts.QUOTE);
      put(wordText(STEP_KEY, key));
      put(texts.ONLY_ON);
      put(wordText(STEP, optionStep(row)));
      put(texts.QUOTE);
    }
  }
}

function complainItem(at: usize, expected: usize): bool {
  json.returnHere(at);
  json.complainPlace(expected);
  return false;
}
