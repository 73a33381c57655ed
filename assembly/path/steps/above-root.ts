import { CURRENT, dotSegment, dotSegmentSize, dotSize, NO_SEGMENT } from "../dots";
import { FOUND, UNCHANGED } from "../step";

// above-root: finds ".." segments that lead above the root: "/../x", "/a/../../x", the dots raw or as %2e. RFC 3986 drops them;
// nginx, Tomcat and Jetty refuse the request. Back ends differ in whether "\" is a slash, so the path is read both ways:
// "/..\x" is above the root in the one, "/a\b/../../x" in the other.
export function aboveRoot(from: usize, size: usize, to: usize, option: u32): i32 {
  return climbs(from, size, true) || climbs(from, size, false) ? FOUND : UNCHANGED;
}

/** An empty segment is no level: back ends that merge slashes do not see it. */
function climbs(from: usize, size: usize, backslash: bool): bool {
  const end = from + size;
  let depth = 0;
  let at = from;
  let segment = true;
  while (at < end) {
    const byte: u32 = load<u8>(at);
    if (byte == 47 || (backslash && byte == 92)) {
      segment = true;
      at++;
      continue;
    }
    if (segment) {
      segment = false;
      const dot = dotSize(at, end);
      const kind = dot == 0 ? NO_SEGMENT : dotSegment(at, dot, end, backslash);
      if (kind != NO_SEGMENT) {
        if (kind != CURRENT && depth-- == 0) return true;
        at += dotSegmentSize;
        segment = true;
        continue;
      }
      depth++;
    }
    at++;
  }
  return false;
}
