import { runStep, TRIGGERS } from "./registry.gen";
import { scan } from "./scan";
import { FOUND, UNCHANGED } from "./step";

// Runs a list of steps over one path. A list lies in memory as 8-byte stages, written at configuration.

/** Most stages in one list, presets included. */
export const MAX_STAGES: u32 = 72;
/** Longest path part a pipeline takes, in bytes. */
export const MAX_PATH: usize = 131072;

const STAGE_SIZE: u32 = 8;

/** Address of stage `number` of the list at `stages`. */
// @ts-ignore: decorator
@inline
export function stageAt(stages: usize, number: u32): usize {
  return stages + <usize>(number * STAGE_SIZE);
}

export const ACTION_REWRITE: u32 = 0;
export const ACTION_REJECT: u32 = 1;
export const ACTION_REDIRECT: u32 = 2;
export const ACTION_REPORT: u32 = 3;

export const enum Outcome {
  /** Nothing changed; `reportedStep` may be set all the same. */
  Clean,
  Rewritten,
  /** `decidingStep` refused it. */
  Rejected,
  /** `decidingStep` asked for it; the result is fully normalized. */
  Redirected,
}

/** The value after the last run, valid until the next one. */
export let result: usize = 0;
export let resultSize: usize = 0;
/** The step that rejected, or the first one that redirects. */
export let decidingStep: u32 = 0;
/** How many stages changed the value: behind two of them it may be what it was. */
export let changes: u32 = 0;
/** How many stages with action `report` found something, and the first of their steps. */
export let reports: u32 = 0;
export let reportedStep: u32 = 0;

// Two buffers, each with room for a path that a step tripled (escape-unsafe) with a slash in front, and for what the caller
// puts around the result: scheme, authority and query, or a header name.
// @ts-ignore: decorator
@lazy const WORK_A: usize = memory.data(557072, 16);
// @ts-ignore: decorator
@lazy const WORK_B: usize = memory.data(557072, 16);

/** The buffer that does not hold the result. */
export let spareBuffer: usize = 0;

// @ts-ignore: decorator
@inline
export function stepOf(stage: usize): u32 {
  return load<u8>(stage);
}

// @ts-ignore: decorator
@inline
export function actionOf(stage: usize): u32 {
  return load<u8>(stage, 1);
}

/** Writes the stage at `to`. */
export function writeStage(to: usize, step: u32, action: u32, option: u32): void {
  store<u8>(to, step);
  store<u8>(to, action, 1);
  store<u16>(to, 0, 2);
  store<u32>(to, option, 4);
}

/** What a scan must have seen for this step to have anything to do. */
// @ts-ignore: decorator
@inline
export function triggersOf(step: u32): u32 {
  return load<u16>(TRIGGERS + (step << 1)) & 0x7fff;
}

export function isCheck(step: u32): bool {
  return load<i16>(TRIGGERS + (step << 1)) < 0;
}

/**
 * Runs `count` stages over the `size` bytes at `from`, at most MAX_PATH of them; `seen` is what scan() answered for it with
 * `screen`, which must know the triggers of all these stages. Neither reads the query nor writes to `from`. With `lenient` the action `reject` is
 * `rewrite`, and nothing on a check; what a preset cannot read is refused all the same.
 */
export function runPipeline(
  stages: usize,
  count: u32,
  from: usize,
  size: usize,
  seen: u32,
  screen: usize,
  lenient: bool = false,
): Outcome {
  let value = from;
  let length = size;
  let spare = WORK_A;
  let outcome = Outcome.Clean;
  reports = 0;
  changes = 0;
  for (let i: u32 = 0; i < count; i++) {
    const stage = stageAt(stages, i);
    const step = stepOf(stage);
    if (!(seen & triggersOf(step))) continue;
    const answer = runStep(step, value, length, spare, load<u32>(stage, 4));
    if (answer == UNCHANGED) continue;
    let action = actionOf(stage);
    if (action == ACTION_REPORT) {
      if (reports++ == 0) reportedStep = step;
      continue;
    }
    if (lenient && action == ACTION_REJECT) {
      if (isCheck(step)) continue;
      action = ACTION_REWRITE;
    }
    if (action == ACTION_REJECT || answer == FOUND) {
      decidingStep = step;
      return Outcome.Rejected;
    }
    if (action == ACTION_REDIRECT && outcome != Outcome.Redirected) {
      decidingStep = step;
      outcome = Outcome.Redirected;
    } else if (outcome == Outcome.Clean) {
      outcome = Outcome.Rewritten;
    }
    changes++;
    value = spare;
    length = answer;
    spare = spare == WORK_A ? WORK_B : WORK_A;
    if (i + 1 < count) seen = scan(screen, value, value + length);
  }
  result = value;
  resultSize = length;
  spareBuffer = spare;
  return outcome;
}
