// Questions about one byte. Bytes are passed as u32, so that no masking is needed after a load<u8>.

// @ts-ignore: decorator
@inline
export function isUpper(byte: u32): bool {
  return byte - 65 < 26;
}

// @ts-ignore: decorator
@inline
export function isDigit(byte: u32): bool {
  return byte - 48 < 10;
}

// @ts-ignore: decorator
@inline
export function toLower(byte: u32): u32 {
  return isUpper(byte) ? byte | 32 : byte;
}

/** Unreserved bytes of RFC 3986 2.3: ALPHA DIGIT - . _ ~ */
export function isUnreserved(byte: u32): bool {
  return (byte | 32) - 97 < 26 || isDigit(byte) || byte == 45 || byte == 46 || byte == 95 || byte == 126;
}

/** 0x00-0x1f and 0x7f. */
// @ts-ignore: decorator
@inline
export function isControl(byte: u32): bool {
  return byte < 32 || byte == 127;
}
