import { CLASSES, SEEN_UNSAFE } from "../../bytes/classes.gen";
import { writeEscape } from "../../bytes/percent";
import { UNCHANGED } from "../step";

// escape-unsafe: bytes that a URI may not hold become %XX in upper case, the set that Envoy's normalize_path escapes:
// 0x01-0x20 " < > ^ ` { | } 0x7f-0xff. NUL stays (the check `nul` is for it), "%" too.
export function escapeUnsafe(from: usize, size: usize, to: usize, option: u32): i32 {
  let out = to;
  for (let i: usize = 0; i < size; i++) {
    const byte: u32 = load<u8>(from + i);
    if (load<u16>(CLASSES + ((<usize>byte) << 1)) & SEEN_UNSAFE) out = writeEscape(out, byte);
    else store<u8>(out++, byte);
  }
  const written = out - to;
  return written == size ? UNCHANGED : <i32>written;
}
