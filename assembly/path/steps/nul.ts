import { findBytes } from "../find";

// nul: finds NUL, raw or as %00. Envoy's codecs refuse it raw; back ends written in C end a string at it.
export function nul(from: usize, size: usize, to: usize, option: u32): i32 {
  return findBytes(from, size, 0, 0, false);
}
