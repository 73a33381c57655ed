// Where the path part of a `:path` value begins. Its end is the first "?" behind it, which the scan finds.

/** The target names no path: `*` (RFC 9112 3.2.4), or an absolute form without one. */
export const NO_PATH: usize = usize.MAX_VALUE;

/**
 * Offset of the path part in the `size` bytes at `from`: 0 in the usual form, behind the authority in the absolute form
 * (RFC 9112 3.2.2), NO_PATH where there is nothing to normalize.
 */
export function pathOffset(from: usize, size: usize): usize {
  // Of an empty value this is any byte, and the answer is 0 all the same.
  const first: u32 = load<u8>(from);
  if (first == 47) return 0;
  if (size == 1 && first == 42) return NO_PATH;
  const authority = schemeSize(from, size);
  if (authority == 0) return 0;
  for (let i = authority; i < size; i++) {
    const byte: u32 = load<u8>(from + i);
    if (byte == 47 || byte == 92) return i;
    if (byte == 63 || byte == 35) return NO_PATH;
  }
  return NO_PATH;
}

/** Bytes of `scheme://` (RFC 3986 3.1), or 0. */
function schemeSize(from: usize, size: usize): usize {
  for (let i: usize = 0; i < size; i++) {
    const byte: u32 = load<u8>(from + i);
    if ((byte | 32) - 97 < 26) continue;
    if (i > 0 && (byte - 48 < 10 || byte == 43 || byte == 45 || byte == 46)) continue;
    const behind = i > 0 && byte == 58 && i + 2 < size && load<u8>(from + i, 1) == 47 && load<u8>(from + i, 2) == 47;
    return behind ? i + 3 : 0;
  }
  return 0;
}
