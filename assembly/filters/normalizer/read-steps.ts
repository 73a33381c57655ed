import * as json from "../../bytes/json";
import * as texts from "../../bytes/texts.gen";
import { ACTION_REPORT, stageAt, writeStage } from "../../path/pipeline";
import { holdStep } from "./bound";
import { readAction, readOption, readStep, readStepItem } from "./read-step";

/** Most steps a list may name. */
const MOST_STEPS: u32 = 64;
// @ts-ignore: decorator
@lazy const STAGES: usize = memory.data(512, 8);

/** The stages that were read last. */
// @ts-ignore: decorator
@inline
export function readStages(): usize {
  return STAGES;
}

/** Reads `path.steps`, an array of step names and objects; answers how many. */
export function readSteps(): u32 {
  let count: u32 = 0;
  json.openArray();
  while (json.nextItem(count)) {
    if (count == MOST_STEPS) json.complain(texts.TOO_MANY_STEPS, texts.FEWER_STEPS);
    else if (readStepItem(false)) {
      writeStage(stageAt(STAGES, count), readStep, readAction, readOption);
      if (readAction != ACTION_REPORT) holdStep(readStep);
    }
    count++;
  }
  return count;
}
