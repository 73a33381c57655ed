import { ESCAPE_UNSAFE, rewrite } from "../rewrite";

// escape-unsafe: bytes that a URI may not hold become %XX in upper case, the set that Envoy's normalize_path escapes:
// 0x01-0x20 " < > ^ ` { | } 0x7f-0xff. NUL stays (the check `nul` is for it), "%" too.
export function escapeUnsafe(from: usize, size: usize, to: usize, option: u32): i32 {
  return rewrite(from, size, to, ESCAPE_UNSAFE);
}
