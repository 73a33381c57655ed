import { isDigit } from "../bytes/ascii";

// A host as a listener holds it: `a.example.com`, `*.example.com`, or `*`.

/** `a.example.com`: that name alone. */
export const EXACT: u32 = 0;
/** `*.example.com`: any depth below, not the apex. Kept as `.example.com`. */
export const WILDCARD: u32 = 1;

export const enum PatternFault {
  None,
  NotAHost,
  IpLiteral,
  TooLong,
}

/** RFC 1035 2.3.4, without the final dot. */
const LONGEST: usize = 253;

export let patternKind: u32 = EXACT;
/** What is compared: the name, the suffix with its leading dot, or nothing for `*`. */
export let patternStart: usize = 0;
export let patternSize: usize = 0;

/** Reads the `size` bytes at `from`, case already folded, into the three above. One trailing dot is cut off. */
export function readPattern(from: usize, size: usize): PatternFault {
  const given = size;
  if (size > 0 && load<u8>(from + size - 1) == 46) size--;
  if (size > LONGEST) return PatternFault.TooLong;
  if (size == 0) return PatternFault.NotAHost;
  patternKind = EXACT;
  patternStart = from;
  patternSize = size;
  if (load<u8>(from) == 42) {
    patternKind = WILDCARD;
    patternStart = from + 1;
    patternSize = size - 1;
    // `*.` is no catch-all with a final dot but a wildcard whose suffix was forgotten.
    if (size == 1) return given == 1 ? PatternFault.None : PatternFault.NotAHost;
    if (load<u8>(from, 1) != 46 || size == 2) return PatternFault.NotAHost;
    return checkName(from + 2, size - 2);
  }
  return checkName(from, size);
}

/** Labels of letters, digits, "-" and "_", none empty, the last one no number. */
function checkName(from: usize, size: usize): PatternFault {
  let colons = 0;
  let letters = false;
  let label: usize = 0;
  let odd = load<u8>(from) == 91;
  for (let i: usize = 0; i < size; i++) {
    const byte: u32 = load<u8>(from + i);
    if (byte == 46) {
      if (label == 0) odd = true;
      label = 0;
      letters = false;
      continue;
    }
    label++;
    if (byte == 58) colons++;
    if (!isDigit(byte)) letters = true;
    if (byte - 97 >= 26 && !isDigit(byte) && byte != 45 && byte != 95) odd = true;
  }
  if (colons > 1) return PatternFault.IpLiteral;
  if (odd || label == 0) return PatternFault.NotAHost;
  return letters ? PatternFault.None : PatternFault.IpLiteral;
}
