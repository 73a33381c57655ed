import { defineCounters, increment } from "../../abi/metrics";
import { GUARD_COUNTERS } from "../../bytes/texts.gen";
import { GUARD_COUNTER, GuardCounter } from "../../bytes/words.gen";

// @ts-ignore: decorator
@lazy const NUMBERS: usize = memory.data(20, 4);

export function openCounters(): void {
  defineCounters(NUMBERS, GUARD_COUNTERS, GUARD_COUNTER);
}

export function count(counter: GuardCounter): void {
  increment(NUMBERS, counter);
}
