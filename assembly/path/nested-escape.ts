import { hexPair } from "../bytes/percent";

// Envoy's guard against an escape that appears only by decoding: "%%41%41" must not become "%AA". Where decoded bytes would
// complete a "%" that began no escape, that "%" becomes "%25" (googleurl, url_canon_path: nested escapes).

/** Address of the last "%" in the output that began no escape, or 0. Set by whoever writes the output. */
export let loosePercent: usize = 0;

export function rememberPercent(at: usize): void {
  loosePercent = at;
}

/**
 * To be called after a byte was decoded to `out - 1`. `next` and `end` bound the input still to come. Answers where the next
 * output byte goes.
 */
export function closeNested(out: usize, next: usize, end: usize): usize {
  if (loosePercent == 0 || loosePercent + 3 < out) return out;
  const last: u32 = load<u8>(out - 1);
  if (loosePercent == out - 2) {
    // "%" and the decoded byte: would the next input byte complete an escape?
    if (next == end) return out;
    const following: u32 = load<u8>(next);
    if (following >= 0x80) return out;
    store<u8>(out, following);
    if (hexPair(loosePercent + 1) < 0) return out;
    store<u8>(loosePercent, 50, 1);
    store<u8>(loosePercent, 53, 2);
    store<u8>(loosePercent, last, 3);
    return loosePercent + 4;
  }
  if (loosePercent + 3 > out || hexPair(loosePercent + 1) < 0) return out;
  const first: u32 = load<u8>(loosePercent, 1);
  store<u8>(loosePercent, 50, 1);
  store<u8>(loosePercent, 53, 2);
  store<u8>(loosePercent, first, 3);
  store<u8>(loosePercent, last, 4);
  return loosePercent + 5;
}
