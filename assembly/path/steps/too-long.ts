import { FOUND, UNCHANGED } from "../step";

// too-long: finds a path part of more than `bytes` bytes, percent-encoded as it stands.
export function tooLong(from: usize, size: usize, to: usize, option: u32): i32 {
  return size > <usize>option ? FOUND : UNCHANGED;
}
