import * as json from "../../bytes/json";
import { put } from "../../bytes/line";
import * as texts from "../../bytes/texts.gen";
import { ACTION, STEP, STEP_KEY, StepKey } from "../../bytes/words.gen";
import { wordText } from "../../bytes/words";
import { ACTION_REJECT, ACTION_REPORT, ACTION_REWRITE, isCheck } from "../../path/pipeline";
import { defaultOption, leastOption, mostOption, optionKey, optionOfKey, optionRow } from "./step-option";

/** What the last object said. */
export let readStep: u32 = 0;
export let readAction: u32 = 0;
export let readOption: u32 = 0;

/** A check refuses what it finds, a rewriting step rewrites it. */
export function defaultAction(step: u32): u32 {
  return isCheck(step) ? ACTION_REJECT : ACTION_REWRITE;
}

/** Reads `{"step": ..., "action": ..., OPTION: ...}` into the three above; false after an error. */
export function readStepObject(): bool {
  const objectAt = json.place();
  let step = json.NONE;
  let action = json.NONE;
  let actionAt: usize = 0;
  // Of the option that is read last, and of one before it: no step takes two.
  let option: u32 = 0;
  let optionAt: usize = 0;
  let optionWord: u32 = 0;
  let otherAt: usize = 0;
  let otherWord: u32 = 0;
  json.openObject();
  for (let key = json.nextKey(STEP_KEY); key >= 0; key = json.nextKey(STEP_KEY)) {
    if (key == StepKey.Step) {
      step = json.readWord(STEP);
    } else if (key == StepKey.Action) {
      actionAt = json.place();
      action = json.readWord(ACTION);
    } else {
      const row = optionOfKey(key);
      otherAt = optionAt;
      otherWord = optionWord;
      optionAt = json.place();
      optionWord = key;
      option = json.readWhole(leastOption(row), mostOption(row));
    }
  }
  if (json.failed()) return false;
  if (step < 0) {
    json.returnHere(objectAt);
    json.complain(texts.NO_STEP, texts.STEP_REQUIRED);
    return false;
  }
  if (action < 0) {
    action = defaultAction(step);
  } else if (isCheck(step) && action != ACTION_REJECT && action != ACTION_REPORT) {
    json.returnTo(actionAt, STEP_KEY, StepKey.Action);
    json.complainPlace(texts.CHECK_ACTION);
    return false;
  }
  readStep = step;
  readAction = action;
  readOption = option;
  if (optionAt == 0) return mayBeLeftOut(step, objectAt);
  return (otherAt == 0 || fitsStep(step, otherWord, otherAt)) && fitsStep(step, optionWord, optionAt);
}

/** Whether the step takes the option that was given. */
function fitsStep(step: u32, key: u32, at: usize): bool {
  const row = optionRow(step);
  if (row != 0 && optionKey(row) == key) return true;
  json.returnTo(at, STEP_KEY, key);
  json.complainPlace(texts.QUOTE);
  put(wordText(STEP_KEY, key));
  put(texts.ONLY_ON);
  put(wordText(STEP, load<u32>(optionOfKey(key))));
  put(texts.QUOTE);
  return false;
}

/** Whether the step does without an option; it then has its default. */
function mayBeLeftOut(step: u32, at: usize): bool {
  const row = optionRow(step);
  readOption = row == 0 ? 0 : defaultOption(row);
  if (row == 0 || readOption != 0) return true;
  json.returnHere(at);
  json.complain(texts.NO_BYTES, texts.OBJECT_WITH_BYTES);
  return false;
}
