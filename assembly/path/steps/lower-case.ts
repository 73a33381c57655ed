import { isUpper, toLower } from "../../bytes/ascii";
import { UNCHANGED } from "../step";

// lower-case: A-Z become a-z, the hex digits of %XX included. ASCII only: bytes from 0x80 on stay.
export function lowerCase(from: usize, size: usize, to: usize, option: u32): i32 {
  let changed = false;
  for (let i: usize = 0; i < size; i++) {
    const byte: u32 = load<u8>(from + i);
    if (isUpper(byte)) changed = true;
    store<u8>(to + i, toLower(byte));
  }
  return changed ? <i32>size : UNCHANGED;
}
