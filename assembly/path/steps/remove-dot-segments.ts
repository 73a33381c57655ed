import { CURRENT, dotSegment, dotSegmentSize, dotSize, NO_SEGMENT, parent } from "../dots";
import { UNCHANGED } from "../step";

// remove-dot-segments: RFC 3986 5.2.4 as Envoy does it. %2e is a dot, "\" ends no segment, "/a/." becomes "/a/", ".." at the
// root is dropped, and a path without a leading "/" gets one.
export function removeDotSegments(from: usize, size: usize, to: usize, option: u32): i32 {
  const end = from + size;
  let at = from;
  let out = to;
  let changed = false;
  if (size == 0 || load<u8>(at) != 47) {
    store<u8>(out++, 47);
    changed = true;
  }
  while (at < end) {
    if (out > to && load<u8>(out - 1) == 47) {
      const dot = dotSize(at, end);
      const kind = dot == 0 ? NO_SEGMENT : dotSegment(at, dot, end, false);
      if (kind != NO_SEGMENT) {
        if (kind != CURRENT) out = parent(to, out);
        at += dotSegmentSize;
        changed = true;
        continue;
      }
    }
    store<u8>(out++, load<u8>(at++));
  }
  return changed ? <i32>(out - to) : UNCHANGED;
}
