import { defineCounters, increment } from "../../abi/metrics";
import { NORMALIZER_COUNTERS } from "../../bytes/texts.gen";
import { NORMALIZER_COUNTER, NormalizerCounter } from "../../bytes/words.gen";

// @ts-ignore: decorator
@lazy const NUMBERS: usize = memory.data(16, 4);

export function openCounters(): void {
  defineCounters(NUMBERS, NORMALIZER_COUNTERS, NORMALIZER_COUNTER);
}

export function count(counter: NormalizerCounter): void {
  increment(NUMBERS, counter);
}
