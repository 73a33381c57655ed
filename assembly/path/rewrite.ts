import { sameBytes } from "../bytes/same";
import { isControl, isUnreserved } from "../bytes/ascii";
import { classOf } from "../bytes/classes";
import { SEEN_UNSAFE } from "../bytes/classes.gen";
import { escapeAt, writeEscape } from "../bytes/percent";
import { CURRENT, dotSegment, dotSegmentSize, NO_SEGMENT, parent } from "./dots";
import { closeNested, loosePercent, rememberPercent } from "./nested-escape";
import { FOUND, UNCHANGED } from "./step";

// The one loop that most steps share; each step is a set of the flags below. Envoy's normalize_path is a set of its own and no
// sequence of steps: what a dot segment takes away decides which bytes are looked at, and which "%" is remembered.

/** Dot segments go, "%2e" counts as a dot, and a path without a leading slash gets one. */
export const DOT_SEGMENTS: u32 = 1;
/** "\" becomes "/", and ends a segment. */
export const BACKSLASHES: u32 = 2;
/** Escapes of unreserved bytes are decoded; a "%" that decoded bytes would complete to an escape becomes "%25". */
export const DECODE_UNRESERVED: u32 = 4;
/** Escapes of "/" and "\" are decoded. */
export const DECODE_SLASHES: u32 = 8;
/** Escapes are decoded, but of what would become NUL, a control byte, "?" or "#". */
export const DECODE_ALL: u32 = 16;
/** Escapes that stay get upper-case digits. */
export const UPPER_CASE_HEX: u32 = 32;
/** Bytes that a URI may not hold are escaped. */
export const ESCAPE_UNSAFE: u32 = 64;
/** NUL is refused, raw or as %00, even in a segment that ".." takes away. */
export const REFUSE_NUL: u32 = 128;

/** Works in place only with flags that write fewer bytes whenever they change any: DECODE_ALL. See step.ts for what it answers. */
export function rewrite(from: usize, size: usize, to: usize, flags: u32): i32 {
  const end = from + size;
  let at = from;
  let out = to;
  rememberPercent(0);
  if (flags & DOT_SEGMENTS && (size == 0 || !isSlash(load<u8>(at), flags))) store<u8>(out++, 47);
  while (at < end) {
    let byte: u32 = load<u8>(at);
    const value = escapeAt(at, end);
    const read: usize = value < 0 ? 1 : 3;
    if (flags & DOT_SEGMENTS && (byte == 46 || value == 46) && out > to && load<u8>(out - 1) == 47) {
      const kind = dotSegment(at, read, end, (flags & BACKSLASHES) != 0);
      if (kind != NO_SEGMENT) {
        if (kind != CURRENT) {
          out = parent(to, out);
          if (loosePercent >= out) rememberPercent(0);
        }
        at += dotSegmentSize;
        continue;
      }
    }
    at += read;
    if (value < 0) {
      if (byte == 37) rememberPercent(out);
      if (flags & BACKSLASHES && byte == 92) byte = 47;
      if (flags & ESCAPE_UNSAFE && classOf(byte) & SEEN_UNSAFE) out = writeEscape(out, byte);
      else store<u8>(out++, byte);
    } else if (decodes(value, flags)) {
      byte = value;
      store<u8>(out++, value);
      if (flags & DECODE_UNRESERVED) out = closeNested(out, at, end);
    } else {
      byte = value;
      if (flags & UPPER_CASE_HEX) {
        out = writeEscape(out, value);
      } else {
        store<u8>(out, 37);
        store<u16>(out, load<u16>(at - 2), 1);
        out += 3;
      }
    }
    if (byte == 0 && flags & REFUSE_NUL) return FOUND;
  }
  const written = out - to;
  return written == size && sameBytes(from, to, size) ? UNCHANGED : <i32>written;
}

// @ts-ignore: decorator
@inline
function decodes(value: u32, flags: u32): bool {
  if (flags & DECODE_UNRESERVED) return isUnreserved(value);
  if (flags & DECODE_SLASHES) return isSlash(value, BACKSLASHES);
  return (flags & DECODE_ALL) != 0 && !isControl(value) && value != 63 && value != 35;
}

function isSlash(byte: u32, flags: u32): bool {
  return byte == 47 || (byte == 92 && (flags & BACKSLASHES) != 0);
}
