import { escapeAt } from "../../bytes/percent";
import { FOUND, UNCHANGED } from "../step";

// invalid-percent: finds a "%" that begins no %XX (RFC 3986 2.1). Decoders differ in what they make of it.
export function invalidPercent(from: usize, size: usize, to: usize, option: u32): i32 {
  const end = from + size;
  for (let at = from; at < end; at++) {
    if (load<u8>(at) == 37 && escapeAt(at, end) < 0) return FOUND;
  }
  return UNCHANGED;
}
