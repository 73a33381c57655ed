import * as json from "../../bytes/json";
import * as texts from "../../bytes/texts.gen";
import { STEP } from "../../bytes/words.gen";
import { stageAt, writeStage } from "../../path/pipeline";
import { defaultAction, readStepObject, readStep, readAction, readOption } from "./read-step";
import { optionOfName } from "./step-option";

/** Most steps a list may name. */
const MOST_STEPS: u32 = 64;
// @ts-ignore: decorator
@lazy const STAGES: usize = memory.data(512, 8);

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
    else if (json.nextByte() != 123) readStepName();
    else if (readStepObject()) add(readStep, readAction, readOption);
  }
}

function readStepName(): void {
  const first = json.nextByte();
  if (first != 34 && !json.failed()) {
    json.readText(texts.STRING_OR_OBJECT);
    return;
  }
  const step = json.readWord(STEP);
  if (step < 0) return;
  const option = optionOfName(step);
  if (option == 0) json.complainString(texts.OBJECT_WITH_BYTES);
  else add(step, defaultAction(step), option);
}

function add(step: u32, action: u32, option: u32): void {
  writeStage(stageAt(STAGES, stageCount), step, action, option);
  stageCount++;
}
