import { BACKSLASHES, DECODE_UNRESERVED, DOT_SEGMENTS, ESCAPE_UNSAFE, REFUSE_NUL, rewrite } from "../rewrite";

// Envoy's normalize_path (source/common/http/path_utility.cc, canonicalPath, over googleurl's path canonicalizer), byte for
// byte: dots, backslashes, unreserved escapes and unsafe bytes in one pass over the input. One pass and not four steps: what a
// dot segment takes away decides which bytes are looked at, and which "%" is remembered. NUL is refused, raw or as %00, even
// in a segment that ".." takes away.
export function envoyNormalizePath(from: usize, size: usize, to: usize, option: u32): i32 {
  return rewrite(from, size, to, BACKSLASHES | DECODE_UNRESERVED | DOT_SEGMENTS | ESCAPE_UNSAFE | REFUSE_NUL);
}
