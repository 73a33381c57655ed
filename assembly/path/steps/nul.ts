import { escapeAt } from "../../bytes/percent";
import { FOUND, UNCHANGED } from "../step";

// nul: finds NUL, raw or as %00. Envoy's codecs refuse it raw; back ends written in C end a string at it.
export function nul(from: usize, size: usize, to: usize, option: u32): i32 {
  const end = from + size;
  for (let at = from; at < end; at++) {
    if (load<u8>(at) == 0 || escapeAt(at, end) == 0) return FOUND;
  }
  return UNCHANGED;
}
