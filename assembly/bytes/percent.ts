// Percent-encoding (RFC 3986 2.1).

/** Value of a hex digit, or 256: a value that is above 255 wherever it stands in a pair. */
export function hexValue(byte: u32): u32 {
  if (byte - 48 < 10) return byte - 48;
  const lower = byte | 32;
  return lower - 97 < 6 ? lower - 87 : 256;
}

/** The byte that the escape at `at` stands for, or -1 when no valid %XX begins there. Reads nothing at or behind `end`. */
export function escapeAt(at: usize, end: usize): i32 {
  if (at + 3 > end || load<u8>(at) != 37) return -1;
  return hexPair(at + 1);
}

/** Value of the two hex digits at `at`, or -1. */
export function hexPair(at: usize): i32 {
  const value = (hexValue(load<u8>(at)) << 4) | hexValue(load<u8>(at, 1));
  return value > 255 ? -1 : <i32>value;
}

/** Writes %XX with upper-case digits; answers where the next byte goes. */
export function writeEscape(to: usize, byte: u32): usize {
  store<u8>(to, 37);
  store<u8>(to, upperDigit(byte >> 4), 1);
  store<u8>(to, upperDigit(byte & 15), 2);
  return to + 3;
}

// @ts-ignore: decorator
@inline
function upperDigit(value: u32): u32 {
  return value < 10 ? 48 + value : 55 + value;
}
