import { sameBytes } from "../../bytes/same";
import { isUnreserved } from "../../bytes/ascii";
import { CLASSES, SEEN_UNSAFE } from "../../bytes/classes.gen";
import { escapeAt, writeEscape } from "../../bytes/percent";
import { CURRENT, dotSegment, dotSegmentSize, dotSize, NO_SEGMENT, parent } from "../dots";
import { closeNested, loosePercent, rememberPercent } from "../nested-escape";
import { FOUND, UNCHANGED } from "../step";

// Envoy's normalize_path (source/common/http/path_utility.cc, canonicalPath, over googleurl's path canonicalizer), byte for
// byte: dots, backslashes, unreserved escapes and unsafe bytes in one pass over the input. One pass and not four steps: what a
// dot segment takes away decides which bytes are looked at, and which "%" is remembered. NUL is refused, raw or as %00, even
// in a segment that ".." takes away.
export function envoyNormalizePath(from: usize, size: usize, to: usize, option: u32): i32 {
  const end = from + size;
  let at = from;
  let out = to;
  rememberPercent(0);
  if (size == 0 || (load<u8>(at) != 47 && load<u8>(at) != 92)) store<u8>(out++, 47);
  while (at < end) {
    const byte: u32 = load<u8>(at);
    const dot = dotSize(at, end);
    if (dot > 0) {
      if (out > to && load<u8>(out - 1) == 47) {
        const kind = dotSegment(at, dot, end, true);
        if (kind != NO_SEGMENT) {
          if (kind != CURRENT) {
            out = parent(to, out);
            if (loosePercent >= out) rememberPercent(0);
          }
          at += dotSegmentSize;
          continue;
        }
      }
      store<u8>(out++, 46);
      at += dot;
    } else if (byte == 92) {
      store<u8>(out++, 47);
      at++;
    } else if (byte == 37) {
      const value = escapeAt(at, end);
      if (value == 0) return FOUND;
      if (value < 0) {
        rememberPercent(out);
        store<u8>(out++, 37);
        at++;
      } else if (isUnreserved(value)) {
        store<u8>(out++, value);
        at += 3;
        out = closeNested(out, at, end);
      } else {
        store<u8>(out++, 37);
        store<u8>(out++, load<u8>(at, 1));
        store<u8>(out++, load<u8>(at, 2));
        at += 3;
      }
    } else if (byte == 0) {
      return FOUND;
    } else {
      if (load<u16>(CLASSES + ((<usize>byte) << 1)) & SEEN_UNSAFE) out = writeEscape(out, byte);
      else store<u8>(out++, byte);
      at++;
    }
  }
  const written = out - to;
  return written == size && sameBytes(from, to, size) ? UNCHANGED : <i32>written;
}
