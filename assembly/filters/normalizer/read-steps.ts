import * as json from "../../bytes/json";
import * as texts from "../../bytes/texts.gen";
import { ACTION, STEP, Step, STEP_KEY, StepKey } from "../../bytes/words.gen";
import { ACTION_REJECT, ACTION_REPORT, ACTION_REWRITE, isCheck, stageAt, writeStage } from "../../path/pipeline";

/** Most steps a list may name. */
const MOST_STEPS: u32 = 64;
// @ts-ignore: decorator
@lazy const STAGES: usize = memory.data(256, 4);

let stageCount: u32 = 0;

/** Forgets the steps read before. */
export function noSteps(): void {
  stageCount = 0;
}

/** The stages that were read, and how many. */
export function readStages(): usize {
  return STAGES;
}

export function readStageCount(): u32 {
  return stageCount;
}

/** Reads `path.steps`: an array of step names and objects. */
export function readSteps(): void {
  json.openArray();
  for (let i: u32 = 0; json.nextItem(i); i++) {
    if (i == MOST_STEPS) json.complain(texts.TOO_MANY_STEPS, texts.FEWER_STEPS);
    else if (json.nextByte() == 123) readStepObject();
    else readStepName();
  }
}

function readStepName(): void {
  const first = json.nextByte();
  if (first != 34 && !json.failed()) {
    json.readText(texts.STRING_OR_OBJECT);
    return;
  }
  const step = json.readWord(STEP);
  if (step >= 0) add(step, isCheck(step) ? ACTION_REJECT : ACTION_REWRITE, 1);
}

function readStepObject(): void {
  const objectAt = json.place();
  let step = json.NONE;
  let action = json.NONE;
  let actionAt: usize = 0;
  let passes: u32 = 0;
  let passesAt: usize = 0;
  json.openObject();
  for (let key = json.nextKey(STEP_KEY); key >= 0; key = json.nextKey(STEP_KEY)) {
    if (key == StepKey.Step) {
      step = json.readWord(STEP);
    } else if (key == StepKey.Action) {
      actionAt = json.place();
      action = json.readWord(ACTION);
    } else {
      passesAt = json.place();
      passes = json.readWhole(1, 8);
    }
  }
  if (json.failed()) return;
  if (step < 0) {
    json.returnHere(objectAt);
    json.complain(texts.NO_STEP, texts.STEP_REQUIRED);
    return;
  }
  if (passes > 0 && step != Step.DecodePercent) {
    json.returnTo(passesAt, STEP_KEY, StepKey.Passes);
    json.complainPlace(texts.PASSES_ONLY);
    return;
  }
  const check = isCheck(step);
  if (action < 0) {
    action = check ? ACTION_REJECT : ACTION_REWRITE;
  } else if (check && action != ACTION_REJECT && action != ACTION_REPORT) {
    json.returnTo(actionAt, STEP_KEY, StepKey.Action);
    json.complainPlace(texts.CHECK_ACTION);
    return;
  }
  add(step, action, passes == 0 ? 1 : passes);
}

function add(step: u32, action: u32, option: u32): void {
  writeStage(stageAt(STAGES, stageCount), step, action, option);
  stageCount++;
}
