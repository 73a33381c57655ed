import { escapeAt } from "../../bytes/percent";
import { UNCHANGED } from "../step";

// decode-slashes: %2F and %2f become "/", %5C and %5c become "\", once, as Envoy's UNESCAPE_AND_FORWARD does.
export function decodeSlashes(from: usize, size: usize, to: usize, option: u32): i32 {
  const end = from + size;
  let at = from;
  let out = to;
  while (at < end) {
    const value = escapeAt(at, end);
    if (value == 47 || value == 92) {
      store<u8>(out++, value);
      at += 3;
    } else {
      store<u8>(out++, load<u8>(at++));
    }
  }
  const written = out - to;
  return written == size ? UNCHANGED : <i32>written;
}
