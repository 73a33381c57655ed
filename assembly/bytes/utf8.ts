/** Writes the UTF-8 form (RFC 3629 3) of a code point; answers its size, 1 to 4. */
export function writeUtf8(to: usize, code: u32): usize {
  if (code < 0x80) {
    store<u8>(to, code);
    return 1;
  }
  const size: usize = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  for (let at = to + size - 1; at > to; at--) {
    store<u8>(at, 0x80 | (code & 63));
    code >>= 6;
  }
  // As many ones as there are bytes, then a zero.
  store<u8>(to, (0xf00 >> (<u32>size)) | code);
  return size;
}
