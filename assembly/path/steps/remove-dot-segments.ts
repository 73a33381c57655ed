import { DOT_SEGMENTS, rewrite } from "../rewrite";

// remove-dot-segments: RFC 3986 5.2.4 as Envoy does it. %2e is a dot, "\" ends no segment, "/a/." becomes "/a/", ".." at the
// root is dropped, and a path without a leading "/" gets one.
export function removeDotSegments(from: usize, size: usize, to: usize, option: u32): i32 {
  return rewrite(from, size, to, DOT_SEGMENTS);
}
