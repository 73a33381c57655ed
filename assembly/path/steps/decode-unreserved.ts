import { isUnreserved } from "../../bytes/ascii";
import { escapeAt } from "../../bytes/percent";
import { closeNested, rememberPercent } from "../nested-escape";
import { UNCHANGED } from "../step";

// decode-unreserved: %XX of the unreserved bytes of RFC 3986 2.3 are decoded, once. A "%" that decoded bytes would complete to
// a new escape becomes "%25", as in Envoy: "/%%41%41" becomes "/%25AA".
export function decodeUnreserved(from: usize, size: usize, to: usize, option: u32): i32 {
  const end = from + size;
  let at = from;
  let out = to;
  let changed = false;
  rememberPercent(0);
  while (at < end) {
    const value = escapeAt(at, end);
    if (value >= 0) {
      if (isUnreserved(value)) {
        store<u8>(out++, value);
        at += 3;
        out = closeNested(out, at, end);
        changed = true;
        continue;
      }
      // A kept escape is copied whole, so that its digits are not looked at again.
      store<u8>(out++, load<u8>(at++));
      store<u8>(out++, load<u8>(at++));
    } else if (load<u8>(at) == 37) {
      rememberPercent(out);
    }
    store<u8>(out++, load<u8>(at++));
  }
  return changed ? <i32>(out - to) : UNCHANGED;
}
