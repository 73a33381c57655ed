import { escapeAt } from "../bytes/percent";
import { FOUND, UNCHANGED } from "./step";

/** Finds a byte from `low` to `high`, or DEL where `del` says so, raw or percent-encoded. */
export function findBytes(from: usize, size: usize, low: u32, high: u32, del: bool): i32 {
  const end = from + size;
  for (let at = from; at < end; at++) {
    const escape = escapeAt(at, end);
    const byte: u32 = escape < 0 ? load<u8>(at) : escape;
    if (byte - low <= high - low || (del && byte == 127)) return FOUND;
  }
  return UNCHANGED;
}
