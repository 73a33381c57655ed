import { UNCHANGED } from "../step";

// strip-params: ";..." is removed from every segment, as servlet containers do before they look for a servlet. A segment of
// nothing but parameters becomes an empty one: "/;x/admin" becomes "//admin" (Envoy: removePathParameters), so merge-slashes
// belongs behind it.
export function stripParams(from: usize, size: usize, to: usize, option: u32): i32 {
  let out = to;
  let parameter = false;
  for (let i: usize = 0; i < size; i++) {
    const byte: u32 = load<u8>(from + i);
    if (byte == 47) parameter = false;
    else if (byte == 59) parameter = true;
    if (!parameter) store<u8>(out++, byte);
  }
  const written = out - to;
  return written == size ? UNCHANGED : <i32>written;
}
