import { escapeAt, writeEscape } from "../../bytes/percent";
import { UNCHANGED } from "../step";

// upper-case-hex: the hex digits of every valid %XX in upper case (RFC 3986 6.2.2.1). What is no escape stays.
export function upperCaseHex(from: usize, size: usize, to: usize, option: u32): i32 {
  const end = from + size;
  let at = from;
  let out = to;
  let changed = false;
  while (at < end) {
    const value = escapeAt(at, end);
    if (value < 0) {
      store<u8>(out++, load<u8>(at++));
      continue;
    }
    out = writeEscape(out, value);
    if (load<u8>(out - 2) != load<u8>(at, 1) || load<u8>(out - 1) != load<u8>(at, 2)) changed = true;
    at += 3;
  }
  return changed ? <i32>size : UNCHANGED;
}
