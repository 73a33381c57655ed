// The steps and the pipeline without a filter around them, for tests: every byte can be given, and internal steps run alone.
import { MAX_PATH, runPipeline, result, resultSize, decidingStep, reports, triggersOf, writeStage, stageAt } from "../../../assembly/path/pipeline";
import { runStep, STEP_COUNT } from "../../../assembly/path/registry.gen";
import { scan, scanEnd } from "../../../assembly/path/scan";
import { makeScreen, SCREEN_SIZE } from "../../../assembly/path/screen";

// @ts-ignore: decorator
@lazy const INPUT: usize = memory.data(131072, 16);
// @ts-ignore: decorator
@lazy const OUTPUT: usize = memory.data(393264, 16);
// @ts-ignore: decorator
@lazy const STAGES: usize = memory.data(1024, 16);
// @ts-ignore: decorator
@lazy const SCREEN: usize = memory.data(16, 16);

export function input(): usize {
  return INPUT;
}
export function output(): usize {
  return OUTPUT;
}
export function stepCount(): u32 {
  return STEP_COUNT;
}
export function longest(): usize {
  return MAX_PATH;
}

/** Answer of a step on the input, whatever the scan says. */
export function step(id: u32, size: usize, option: u32): i32 {
  return runStep(id, INPUT, size, OUTPUT, option);
}

/** Makes the screen of these triggers, for the scans and pipelines from now on. */
export function screen(mask: u32): void {
  memory.fill(SCREEN, 0, SCREEN_SIZE);
  makeScreen(SCREEN, mask);
}

/** What a scan sees in the input, and where it stops. */
export function seen(size: usize): u32 {
  return scan(SCREEN, INPUT, INPUT + size);
}
export function seenSize(): usize {
  return scanEnd - INPUT;
}

export function triggers(id: u32): u32 {
  return triggersOf(id);
}

export function stage(number: u32, id: u32, action: u32, option: u32): void {
  writeStage(stageAt(STAGES, number), id, action, option);
}

/** Outcome of the stages on the input. */
export function pipeline(count: u32, size: usize): u32 {
  return runPipeline(STAGES, count, INPUT, size, scan(SCREEN, INPUT, INPUT + size), SCREEN);
}
export function resultAt(): usize {
  return result;
}
export function resultLength(): usize {
  return resultSize;
}
export function deciding(): u32 {
  return decidingStep;
}
export function reported(): u32 {
  return reports;
}
