import { escapeAt } from "../bytes/percent";

// Dots of a path as Envoy's normalize_path reads them: "." and %2e, %2E are the same.

/** No dot segment begins here. */
export const NO_SEGMENT: u32 = 0;
/** A segment "." that the path leaves out. */
export const CURRENT: u32 = 1;
/** A segment ".." that takes the one before it away. */
export const PARENT: u32 = 2;

/** How many bytes the last dot segment took, with the slash behind it. */
export let dotSegmentSize: usize = 0;

/** Bytes of the dot at `at`: 1, 3 for %2e, or 0. */
export function dotSize(at: usize, end: usize): usize {
  if (at >= end) return 0;
  if (load<u8>(at) == 46) return 1;
  return escapeAt(at, end) == 46 ? 3 : 0;
}

/**
 * What kind of segment begins with the dot of `first` bytes at `at`, right behind a slash. `backslash` tells whether "\" ends
 * a segment as "/" does.
 */
export function dotSegment(at: usize, first: usize, end: usize, backslash: bool): u32 {
  let next = at + first;
  if (ends(next, end, backslash)) {
    dotSegmentSize = first + <usize>(next < end);
    return CURRENT;
  }
  const second = dotSize(next, end);
  if (second == 0) return NO_SEGMENT;
  next += second;
  if (!ends(next, end, backslash)) return NO_SEGMENT;
  dotSegmentSize = first + second + <usize>(next < end);
  return PARENT;
}

/** Where the output goes on after its last segment is taken away; both end with a slash, and the first slash stays. */
export function parent(begin: usize, out: usize): usize {
  let at = out - 1;
  if (at == begin) return out;
  do at--;
  while (at > begin && load<u8>(at) != 47);
  return at + 1;
}

// @ts-ignore: decorator
@inline
function ends(at: usize, end: usize, backslash: bool): bool {
  if (at == end) return true;
  const byte: u32 = load<u8>(at);
  return byte == 47 || (backslash && byte == 92);
}
