import { CLASSES, SEEN_NO_LEADING_SLASH, SEEN_SLASH_DOT, SEEN_SLASH_SLASH } from "../bytes/classes.gen";

const SLASH: u32 = 47;
const DOT: u32 = 46;
const QUESTION: u32 = 63;

/** Where the last scan stopped: the first `?`, or the end. */
export let scanEnd: usize = 0;

/**
 * The one pass over a path that decides what there is to do: which triggers (tools/catalog/steps.ts) its bytes hold.
 * Stops at the first `?`.
 */
export function scan(from: usize, end: usize): u32 {
  let seen: u32 = 0;
  // A dot in first place is a segment of dots as much as one behind a slash.
  let previous: u32 = SLASH;
  if (from == end || load<u8>(from) != SLASH) seen = SEEN_NO_LEADING_SLASH;
  else previous = 0;
  let at = from;
  while (at < end) {
    const byte: u32 = load<u8>(at);
    if (byte == QUESTION) break;
    seen |= load<u8>(CLASSES + byte);
    if (previous == SLASH) {
      if (byte == DOT) seen |= SEEN_SLASH_DOT;
      else if (byte == SLASH) seen |= SEEN_SLASH_SLASH;
    }
    previous = byte;
    at++;
  }
  scanEnd = at;
  return seen;
}
