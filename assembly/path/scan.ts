import { classOf } from "../bytes/classes";
import {
  SEEN_ALWAYS,
  SEEN_NO_LEADING_SLASH,
  SEEN_QUESTION,
  SEEN_SEGMENT_END,
  SEEN_SLASH,
  SEEN_SLASH_DOT,
  SEEN_SLASH_SLASH,
  SEEN_TRAILING_SLASH,
} from "../bytes/classes.gen";

const SLASH: u32 = 47;
const DOT: u32 = 46;
const SPACE: u32 = 32;

/** Where the last scan stopped: the first `?`, or the end. */
export let scanEnd: usize = 0;

/**
 * The one pass over a path that decides what there is to do: which triggers (tools/catalog/steps.ts) its bytes hold.
 * Stops at the first `?`.
 */
export function scan(from: usize, end: usize): u32 {
  return scanBehind(from, from, end);
}

/** The same, where what lies before `at` is known to hold nothing that matters (screen.ts). */
export function scanBehind(at: usize, from: usize, end: usize): u32 {
  let seen: u32 = SEEN_ALWAYS;
  for (; at < end; at++) {
    const found = classOf(load<u8>(at));
    seen |= found;
    if (!(found & (SEEN_SLASH | SEEN_QUESTION))) continue;
    if (found & SEEN_QUESTION) break;
    const next: u32 = at + 1 < end ? load<u8>(at, 1) : 0;
    if (next == DOT) seen |= SEEN_SLASH_DOT;
    else if (next == SLASH) seen |= SEEN_SLASH_SLASH;
    if (at > from && endsSegment(load<u8>(at - 1))) seen |= SEEN_SEGMENT_END;
  }
  scanEnd = at;
  if (at == from) return seen | SEEN_NO_LEADING_SLASH;
  const first: u32 = load<u8>(from);
  // A dot in first place is a segment of dots as much as one behind a slash.
  if (first != SLASH) seen |= first == DOT ? SEEN_NO_LEADING_SLASH | SEEN_SLASH_DOT : SEEN_NO_LEADING_SLASH;
  const last: u32 = load<u8>(at - 1);
  if (last == SLASH && at - from > 1) seen |= SEEN_TRAILING_SLASH;
  else if (endsSegment(last)) seen |= SEEN_SEGMENT_END;
  return seen;
}

// @ts-ignore: decorator
@inline
function endsSegment(byte: u32): bool {
  return byte == DOT || byte == SPACE;
}
