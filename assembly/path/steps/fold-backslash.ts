import { UNCHANGED } from "../step";

// fold-backslash: "\" becomes "/", as WHATWG URL parsers, Envoy's normalize_path and IIS do. %5C stays: see decode-slashes.
export function foldBackslash(from: usize, size: usize, to: usize, option: u32): i32 {
  let changed = false;
  for (let i: usize = 0; i < size; i++) {
    let byte: u32 = load<u8>(from + i);
    if (byte == 92) {
      byte = 47;
      changed = true;
    }
    store<u8>(to + i, byte);
  }
  return changed ? <i32>size : UNCHANGED;
}
