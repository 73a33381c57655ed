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
  if (loosePercent + 3 < out) return out;
  const behind = out - loosePercent - 1;
  if (behind == 1) {
    // "%" and the decoded byte: would the next input byte complete an escape?
    if (next == end) return out;
    store<u8>(out, load<u8>(next));
  }
  if (hexPair(loosePercent + 1) < 0) return out;
  memory.copy(loosePercent + 3, loosePercent + 1, behind);
  store<u16>(loosePercent, 0x3532, 1);
  return out + 2;
}
