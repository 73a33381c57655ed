import { escapeAt } from "../../bytes/percent";
import { FOUND, UNCHANGED } from "../step";

// invalid-utf8: finds bytes that are no UTF-8 (RFC 3629 4), raw or percent-encoded: overlong forms, surrogates, what lies above
// U+10FFFF, lone and missing continuation bytes.
export function invalidUtf8(from: usize, size: usize, to: usize, option: u32): i32 {
  const end = from + size;
  let at = from;
  // Continuation bytes still due, and the range that the next one must lie in.
  let due = 0;
  let low: u32 = 0x80;
  let high: u32 = 0xbf;
  while (at < end) {
    const value = escapeAt(at, end);
    const byte: u32 = value < 0 ? load<u8>(at) : value;
    at += value < 0 ? 1 : 3;
    if (due > 0) {
      if (byte < low || byte > high) return FOUND;
      due--;
      low = 0x80;
      high = 0xbf;
    } else if (byte > 0x7f) {
      if (byte < 0xc2 || byte > 0xf4) return FOUND;
      due = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
      if (byte == 0xe0) low = 0xa0;
      else if (byte == 0xed) high = 0x9f;
      else if (byte == 0xf0) low = 0x90;
      else if (byte == 0xf4) high = 0x8f;
    }
  }
  return due > 0 ? FOUND : UNCHANGED;
}
