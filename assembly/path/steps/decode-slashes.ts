import { DECODE_SLASHES, rewrite } from "../rewrite";

// decode-slashes: %2F and %2f become "/", %5C and %5c become "\", once, as Envoy's UNESCAPE_AND_FORWARD does.
export function decodeSlashes(from: usize, size: usize, to: usize, option: u32): i32 {
  return rewrite(from, size, to, DECODE_SLASHES);
}
