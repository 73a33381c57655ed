import { proxy_define_metric, proxy_increment_metric } from "@solo-io/proxy-runtime/assembly/imports";
import { begin, line, lineSize, put } from "../bytes/line";
import { textSize } from "../bytes/text";
import { WORDS_END } from "../bytes/words";

const COUNTER: i32 = 0;

/**
 * Defines, once, a counter for each word of the table; they show in /stats from then on, as 0. The number that the host gives
 * each is stored at `numbers`, a u32 for each word.
 */
export function defineCounters(numbers: usize, prefix: usize, words: usize): void {
  if (load<u32>(numbers) != 0) return;
  for (let word = words; textSize(word) != WORDS_END; word += 1 + textSize(word)) {
    begin(prefix);
    put(word);
    proxy_define_metric(COUNTER, line(), lineSize(), numbers);
    numbers += 4;
  }
}

/** Adds one to the counter of that word. */
export function increment(numbers: usize, word: u32): void {
  proxy_increment_metric(load<u32>(numbers + (word << 2)), 1);
}
