import { isControl } from "../bytes/ascii";
import { writeEscape } from "../bytes/percent";

/**
 * Writes an ASCII byte that came out of a longer form: plain, or as %XX where plain it would be read as something else (NUL and
 * control bytes, "?", "#", and "%" itself). Answers where the next byte goes.
 */
export function writeAscii(out: usize, byte: u32): usize {
  if (isControl(byte) || byte == 63 || byte == 35 || byte == 37) return writeEscape(out, byte);
  store<u8>(out, byte);
  return out + 1;
}
