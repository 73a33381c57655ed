import { isControl } from "../../bytes/ascii";
import { escapeAt } from "../../bytes/percent";
import { UNCHANGED } from "../step";

// decode-percent: every valid %XX is decoded, `option` times or until nothing changes. What would become NUL, a control
// byte, "?" or "#" stays encoded, so the query never moves and no byte appears that a header may not hold.
export function decodePercent(from: usize, size: usize, to: usize, option: u32): i32 {
  let length = decodeOnce(from, size, to);
  if (length == size) return UNCHANGED;
  for (let pass: u32 = 1; pass < option; pass++) {
    // Decoding shortens, so a further pass can run in place.
    const next = decodeOnce(to, length, to);
    if (next == length) break;
    length = next;
  }
  return <i32>length;
}

function decodeOnce(from: usize, size: usize, to: usize): usize {
  const end = from + size;
  let at = from;
  let out = to;
  while (at < end) {
    const value = escapeAt(at, end);
    if (value < 0 || isControl(value) || value == 63 || value == 35) {
      store<u8>(out++, load<u8>(at++));
    } else {
      store<u8>(out++, value);
      at += 3;
    }
  }
  return out - to;
}
