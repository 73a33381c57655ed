import { UNCHANGED } from "../step";
import { DECODE_ALL, rewrite } from "../rewrite";

// decode-percent: every valid %XX is decoded, `option` times or until nothing changes. What would become NUL, a control
// byte, "?" or "#" stays encoded, so the query never moves and no byte appears that a header may not hold.
export function decodePercent(from: usize, size: usize, to: usize, option: u32): i32 {
  let length = rewrite(from, size, to, DECODE_ALL);
  // Decoding shortens, so a further pass can run in place.
  for (let pass: u32 = 1; pass < option && length != UNCHANGED; pass++) {
    const next = rewrite(to, length, to, DECODE_ALL);
    if (next == UNCHANGED) break;
    length = next;
  }
  return length;
}
