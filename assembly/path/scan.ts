import { classOf } from "../bytes/classes";
import { BITS, LOW_HALF, ONE, SLASH_BYTE, TOP_BIT } from "./lanes";
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
  const lowHalf = v128.load8_splat(LOW_HALF);
  const one = v128.load8_splat(ONE);
  const slash = v128.load8_splat(SLASH_BYTE);
  const topBit = v128.load8_splat(TOP_BIT);
  let seen: u32 = SEEN_ALWAYS;
  let stop = end;
  for (let block = from; block < end; block += 16) {
    const bytes = v128.load(block);
    const bit = i8x16.swizzle(bits, v128.and(i16x8.shr_u(bytes, 4), lowHalf));
    const row = i8x16.swizzle(rows, v128.and(bytes, lowHalf));
    // Two of "/" and "." side by side: an empty segment, one of dots, or a dot at the end of one.
    const here = i8x16.eq(v128.or(bytes, one), slash);
    const next = i8x16.eq(v128.or(v128.load(block + 1), one), slash);
    const found = v128.or(v128.or(v128.and(bit, row), v128.and(here, next)), v128.and(bytes, topBit));
    const nothing: u32 = i8x16.bitmask(i8x16.eq(found, i8x16.splat(0)));
    if (nothing == 0xffff) continue;
    let lanes = nothing ^ 0xffff;
    do {
      const at = block + ctz(lanes);
      if (at >= end) break;
      const byte: u32 = load<u8>(at);
      if (byte == QUESTION) {
        stop = at;
        break;
      }
      seen |= classOf(byte);
      // A slash, a dot and a space are something together with what stands behind them, a letter never.
      if (byte <= SLASH) {
        const behind: u32 = at + 1 < end ? load<u8>(at, 1) : 0;
        if (byte == SLASH) {
          if (behind == DOT) seen |= SEEN_SLASH_DOT;
          else if (behind == SLASH) seen |= SEEN_SLASH_SLASH;
        } else if (behind == SLASH && endsSegment(byte)) {
          seen |= SEEN_SEGMENT_END;
        }
      }
      lanes &= lanes - 1;
    } while (lanes != 0);
    // The "?" or the end was met.
    if (lanes != 0) break;
  }
  scanEnd = stop;
  if (stop == from) return seen | SEEN_NO_LEADING_SLASH;
  const first: u32 = load<u8>(from);
  // A dot in first place is a segment of dots as much as one behind a slash.
  if (first != SLASH) seen |= first == DOT ? SEEN_NO_LEADING_SLASH | SEEN_SLASH_DOT : SEEN_NO_LEADING_SLASH;
  const last: u32 = load<u8>(stop - 1);
  if (last > SLASH) return seen;
  if (last == SLASH && stop - from > 1) seen |= SEEN_TRAILING_SLASH;
  else if (endsSegment(last)) seen |= SEEN_SEGMENT_END;
  return seen;
}

// @ts-ignore: decorator
@inline
function endsSegment(byte: u32): bool {
  return byte == DOT || byte == SPACE;
}
