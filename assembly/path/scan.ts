import { classOf } from "../bytes/classes";
import {
  SEEN_ALWAYS,
  SEEN_NO_LEADING_SLASH,
  SEEN_SEGMENT_END,
  SEEN_SLASH_DOT,
  SEEN_SLASH_SLASH,
  SEEN_TRAILING_SLASH,
} from "../bytes/classes.gen";

const SLASH: u32 = 47;
const DOT: u32 = 46;
const SPACE: u32 = 32;
const QUESTION: u32 = 63;

// Loaded before the loop, because V8 makes a constant anew in each of its rounds: the bit of each high half of a byte, then bytes
// to be spread over all lanes.
// @ts-ignore: decorator
@lazy const BITS: usize = memory.data<u8>([1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0, 15, 1, 47, 128]);
const LOW_HALF: usize = 16;
const ONE: usize = 17;
const SLASH_BYTE: usize = 18;
const TOP_BIT: usize = 19;

/** Where the last scan stopped: the first `?`, or the end. */
export let scanEnd: usize = 0;

/**
 * The one pass over a path that decides what there is to do: which of the screen's triggers its bytes hold (tools/catalog/steps.ts;
 * others may show or not). Stops at the first `?`. Sixteen bytes at a time, and of those only the ones that matter by themselves or
 * with their neighbour are looked at, so a long path costs little whether it is clean or not. Reads up to 16 bytes at and behind
 * `end`.
 */
export function scan(screen: usize, from: usize, end: usize): u32 {
  const rows = v128.load(screen);
  const bits = v128.load(BITS);
  const lowHalf = v128.load8_splat(BITS + LOW_HALF);
  const one = v128.load8_splat(BITS + ONE);
  const slash = v128.load8_splat(BITS + SLASH_BYTE);
  const topBit = v128.load8_splat(BITS + TOP_BIT);
  let seen: u32 = SEEN_ALWAYS;
  let stop = end;
  for (let block = from; block < stop; block += 16) {
    const bytes = v128.load(block);
    const bit = i8x16.swizzle(bits, v128.and(i16x8.shr_u(bytes, 4), lowHalf));
    const row = i8x16.swizzle(rows, v128.and(bytes, lowHalf));
    // Two of "/" and "." side by side: an empty segment, one of dots, or a dot at the end of one.
    const here = i8x16.eq(v128.or(bytes, one), slash);
    const next = i8x16.eq(v128.or(v128.load(block + 1), one), slash);
    const found = v128.or(v128.or(v128.and(bit, row), v128.and(here, next)), v128.and(bytes, topBit));
    if (!v128.any_true(found)) continue;
    for (let lanes: u32 = i8x16.bitmask(i8x16.ne(found, i8x16.splat(0))); lanes != 0; lanes &= lanes - 1) {
      const at = block + ctz(lanes);
      if (at >= end) break;
      const byte: u32 = load<u8>(at);
      if (byte == QUESTION) {
        stop = at;
        break;
      }
      seen |= classOf(byte);
      // A slash, a dot and a space are something together with what stands behind them, a letter never.
      if (byte > SLASH) continue;
      const behind: u32 = at + 1 < end ? load<u8>(at, 1) : 0;
      if (byte == SLASH) {
        if (behind == DOT) seen |= SEEN_SLASH_DOT;
        else if (behind == SLASH) seen |= SEEN_SLASH_SLASH;
      } else if (behind == SLASH && endsSegment(byte)) {
        seen |= SEEN_SEGMENT_END;
      }
    }
  }
  scanEnd = stop;
  if (stop == from) return seen | SEEN_NO_LEADING_SLASH;
  const first: u32 = load<u8>(from);
  // A dot in first place is a segment of dots as much as one behind a slash.
  if (first != SLASH) seen |= first == DOT ? SEEN_NO_LEADING_SLASH | SEEN_SLASH_DOT : SEEN_NO_LEADING_SLASH;
  const last: u32 = load<u8>(stop - 1);
  if (last == SLASH && stop - from > 1) seen |= SEEN_TRAILING_SLASH;
  else if (endsSegment(last)) seen |= SEEN_SEGMENT_END;
  return seen;
}

// @ts-ignore: decorator
@inline
function endsSegment(byte: u32): bool {
  return byte == DOT || byte == SPACE;
}
