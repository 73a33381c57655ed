import { classOf } from "../bytes/classes";
import { SEEN_QUESTION, SEEN_SEGMENT_END } from "../bytes/classes.gen";

// The fast way past what is plain: sixteen bytes at a time, of which none is a trigger of any configured step. What it does not
// know for sure it leaves to the scan, so it may stop too early and never too late.
//
// A screen is 16 bytes, one for each low half of a byte: bit h tells that the byte with the high half h and this low half
// matters. That tells every set of ASCII bytes exactly.

/** Bytes of a screen. */
export const SCREEN_SIZE: usize = 16;

/** Makes the screen for paths in which only `triggers` matter. The 16 bytes at `screen` must be zero. */
export function makeScreen(screen: usize, triggers: u32): void {
  // The question mark ends the path; a space is half of a segment's end.
  for (let byte: u32 = 0; byte < 128; byte++) {
    if (classOf(byte) & (triggers | SEEN_QUESTION) || (byte == 32 && triggers & SEEN_SEGMENT_END)) {
      const row = screen + (byte & 15);
      const bit: u32 = 1 << (byte >> 4);
      store<u8>(row, load<u8>(row) | bit);
    }
  }
}

/**
 * First byte of [`from`, `end`) that the scan must look at, or `end`. Reads up to 16 bytes at and behind `end`.
 */
export function skipPlain(screen: usize, from: usize, end: usize): usize {
  const rows = v128.load(screen);
  let at = from;
  while (at < end) {
    const bytes = v128.load(at);
    const bit = i8x16.swizzle(i8x16(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0), i8x16.shr_u(bytes, 4));
    const low = i8x16.swizzle(rows, v128.and(bytes, i8x16.splat(15)));
    // Two of "/" and "." side by side: an empty segment, one of dots, or a dot at the end of one.
    const pair = v128.and(slashOrDot(bytes), slashOrDot(v128.load(at + 1)));
    const high = v128.and(bytes, i8x16.splat(-128));
    const found = v128.or(v128.or(v128.and(bit, low), pair), high);
    const lanes = i8x16.bitmask(i8x16.ne(found, i8x16.splat(0)));
    if (lanes != 0) return min(at + ctz(lanes), end);
    at += 16;
  }
  return end;
}

// @ts-ignore: decorator
@inline
function slashOrDot(bytes: v128): v128 {
  return i8x16.eq(v128.or(bytes, i8x16.splat(1)), i8x16.splat(47));
}
