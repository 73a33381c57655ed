import { defineCounter } from "../../abi/metrics";
import * as texts from "../../bytes/texts.gen";

// Numbers of the counters, one u32 cell each.

// @ts-ignore: decorator
@lazy export const MISDIRECTED: usize = memory.data(4, 4);
// @ts-ignore: decorator
@lazy export const REPORTED: usize = memory.data(4, 4);
// @ts-ignore: decorator
@lazy export const UNKNOWN_HOST: usize = memory.data(4, 4);
// @ts-ignore: decorator
@lazy export const MISSING_SNI: usize = memory.data(4, 4);
// @ts-ignore: decorator
@lazy export const UNKNOWN_PORT: usize = memory.data(4, 4);

export function defineCounters(): void {
  defineCounter(texts.GUARD_MISDIRECTED, MISDIRECTED);
  defineCounter(texts.GUARD_REPORTED, REPORTED);
  defineCounter(texts.GUARD_UNKNOWN_HOST, UNKNOWN_HOST);
  defineCounter(texts.GUARD_MISSING_SNI, MISSING_SNI);
  defineCounter(texts.GUARD_UNKNOWN_PORT, UNKNOWN_PORT);
}
