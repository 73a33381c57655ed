import { escapeAt } from "../../bytes/percent";
import { writeAscii } from "../plain";
import { UNCHANGED } from "../step";

// decode-overlong: a percent-encoded overlong UTF-8 form of an ASCII byte becomes that byte: %c0%af, %e0%80%af and %f0%80%80%af
// become "/". UTF-8 forbids these forms (RFC 3629 3); decoders that read them all the same are how "/..%c0%af" climbs.
export function decodeOverlong(from: usize, size: usize, to: usize, option: u32): i32 {
  const end = from + size;
  let at = from;
  let out = to;
  while (at < end) {
    const first = escapeAt(at, end);
    const count: usize = first == 0xc0 || first == 0xc1 ? 2 : first == 0xe0 ? 3 : first == 0xf0 ? 4 : 0;
    const value = count == 0 ? -1 : overlong(at, end, first, count);
    if (value < 0) {
      store<u8>(out++, load<u8>(at++));
    } else {
      out = writeAscii(out, value);
      at += count * 3;
    }
  }
  const written = out - to;
  return written == size ? UNCHANGED : <i32>written;
}

/** The ASCII byte that the form of `count` escapes stands for, or -1. */
function overlong(at: usize, end: usize, first: u32, count: usize): i32 {
  let value = count == 2 ? first & 1 : 0;
  for (let i: usize = 1; i < count; i++) {
    const next = escapeAt(at + i * 3, end);
    if ((next & ~0x3f) != 0x80) return -1;
    value = (value << 6) | (next & 0x3f);
  }
  return value < 0x80 ? value : -1;
}
