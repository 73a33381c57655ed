import { findBytes } from "../find";

// non-ascii: finds 0x80-0xff, raw or percent-encoded. For back ends whose names are ASCII alone.
export function nonAscii(from: usize, size: usize, to: usize, option: u32): i32 {
  return findBytes(from, size, 128, 255, false);
}
