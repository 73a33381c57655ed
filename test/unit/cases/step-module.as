// The steps and the pipeline without a filter around them, for tests: every byte can be given, and internal steps run alone.
import { MAX_PATH, runPipeline, result, resultSize, decidingStep, reports, triggersOf, writeStage, stageAt } from "../../../assembly/path/pipeline";
import { runStep, STEP_COUNT } from "../../../assembly/path/registry.gen";
import { scan, scanBehind, scanEnd } from "../../../assembly/path/scan";
import { makeScreen, SCREEN_SIZE, skipPlain } from "../../../assembly/path/screen";

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

/** What a scan sees in the input, and where it stops. */
export function seen(size: usize): u32 {
  return scan(INPUT, INPUT + size);
}
export function seenSize(): usize {
  return scanEnd - INPUT;
}

/** How many bytes of the input a screen of these triggers lets the scan leave out. */
export function skipped(mask: u32, size: usize): usize {
  memory.fill(SCREEN, 0, SCREEN_SIZE);
  makeScreen(SCREEN, mask);
  return skipPlain(SCREEN, INPUT, INPUT + size) - INPUT;
}

/** What a scan sees that leaves out the first `skip` bytes of the input. */
export function seenBehind(skip: usize, size: usize): u32 {
  return scanBehind(INPUT + skip, INPUT, INPUT + size);
}

export function triggers(id: u32): u32 {
  return triggersOf(id);
}

export function stage(number: u32, id: u32, action: u32, option: u32): void {
  writeStage(stageAt(STAGES, number), id, action, option);
}

/** Outcome of the stages on the input. */
export function pipeline(count: u32, size: usize): u32 {
  return runPipeline(STAGES, count, INPUT, size, scan(INPUT, INPUT + size));
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
