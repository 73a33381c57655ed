import { UNCHANGED } from "../step";

// merge-slashes: a run of "/" becomes one. Unlike Envoy's merge_slashes, "///" becomes "/" and not "//".
export function mergeSlashes(from: usize, size: usize, to: usize, option: u32): i32 {
  let out = to;
  let previous: u32 = 0;
  for (let i: usize = 0; i < size; i++) {
    const byte: u32 = load<u8>(from + i);
    if (byte != 47 || previous != 47) store<u8>(out++, byte);
    previous = byte;
  }
  const written = out - to;
  return written == size ? UNCHANGED : <i32>written;
}
