import { defineCounter } from "../../abi/metrics";
import * as texts from "../../bytes/texts.gen";

// Numbers of the counters, one u32 cell each.

// @ts-ignore: decorator
@lazy export const REWRITTEN: usize = memory.data(4, 4);
// @ts-ignore: decorator
@lazy export const REJECTED: usize = memory.data(4, 4);
// @ts-ignore: decorator
@lazy export const REDIRECTED: usize = memory.data(4, 4);
// @ts-ignore: decorator
@lazy export const REPORTED: usize = memory.data(4, 4);

export function defineCounters(): void {
  defineCounter(texts.REWRITTEN, REWRITTEN);
  defineCounter(texts.REJECTED, REJECTED);
  defineCounter(texts.REDIRECTED, REDIRECTED);
  defineCounter(texts.REPORTED, REPORTED);
}
