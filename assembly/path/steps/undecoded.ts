import { isControl } from "../../bytes/ascii";
import { FOUND, UNCHANGED } from "../step";

// undecoded: finds a raw "%", "#" or control byte. Behind decode-percent with all its passes these are an escape of a ninth level,
// one that stays encoded (%3F, %23, %00), no escape at all (%zz, %u0041), or what no path may hold.
export function undecoded(from: usize, size: usize, to: usize, option: u32): i32 {
  for (let i: usize = 0; i < size; i++) {
    const byte: u32 = load<u8>(from + i);
    if (byte == 37 || byte == 35 || isControl(byte)) return FOUND;
  }
  return UNCHANGED;
}
