import { CURRENT, dotSegment, dotSegmentSize, dotSize, NO_SEGMENT } from "../dots";
import { FOUND, UNCHANGED } from "../step";

// above-root: finds ".." segments that lead above the root: "/../x", "/a/../../x". Raw or as %2e, between "/" or "\". RFC 3986
// drops them; nginx, Tomcat and Jetty refuse the request.
export function aboveRoot(from: usize, size: usize, to: usize, option: u32): i32 {
  const end = from + size;
  let depth = 0;
  let at = from;
  let segment = true;
  while (at < end) {
    const byte: u32 = load<u8>(at);
    if (byte == 47 || byte == 92) {
      segment = true;
      at++;
      continue;
    }
    if (segment) {
      segment = false;
      const dot = dotSize(at, end);
      const kind = dot == 0 ? NO_SEGMENT : dotSegment(at, dot, end, true);
      if (kind != NO_SEGMENT) {
        if (kind != CURRENT && depth-- == 0) return FOUND;
        at += dotSegmentSize;
        segment = true;
        continue;
      }
      depth++;
    }
    at++;
  }
  return UNCHANGED;
}
