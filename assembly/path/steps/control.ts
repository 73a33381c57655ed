import { findBytes } from "../find";

// control: finds 0x00-0x1f and 0x7f, raw or percent-encoded. Line ends in a path split log lines and headers of back ends.
export function control(from: usize, size: usize, to: usize, option: u32): i32 {
  return findBytes(from, size, 0, 31, true);
}
