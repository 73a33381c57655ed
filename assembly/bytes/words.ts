import { sameBytes } from "./same";

// Tables of words made from the catalogue (words.gen.ts): length-prefixed, ended by 255.

/** In place of a size, behind the last word of a table. */
export const WORDS_END: usize = 255;

/** Number of the word in `table` that equals the `size` bytes at `from`, or -1. An empty value equals no word. */
export function wordNumber(table: usize, from: usize, size: usize): i32 {
  if (size == 0) return -1;
  let number = 0;
  for (let at = table; load<u8>(at) != 255; at += 1 + <usize>load<u8>(at)) {
    if (load<u8>(at) == size && sameBytes(at + 1, from, size)) return number;
    number++;
  }
  return -1;
}

/** The word of that number, as a text. */
export function wordText(table: usize, number: u32): usize {
  let at = table;
  // Behind the end of a table hidden words may follow.
  while (number > 0 || load<u8>(at) == 255) {
    const size: usize = load<u8>(at);
    if (size != 255) number--;
    at += size != 255 ? 1 + size : 1;
  }
  return at;
}
