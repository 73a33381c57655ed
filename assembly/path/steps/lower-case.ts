import { FIRST_LETTER, LETTERS, SMALL } from "../lanes";
import { UNCHANGED } from "../step";

// lower-case: A-Z become a-z, the hex digits of %XX included. ASCII only: bytes from 0x80 on stay. Sixteen bytes at a time: it
// reads and writes up to 15 bytes more than there are, for which both buffers have room.

export function lowerCase(from: usize, size: usize, to: usize, option: u32): i32 {
  const first = v128.load8_splat(FIRST_LETTER);
  const letters = v128.load8_splat(LETTERS);
  const small = v128.load8_splat(SMALL);
  let changed: u32 = 0;
  for (let i: usize = 0; i < size; i += 16) {
    const bytes = v128.load(from + i);
    const upper = i8x16.lt_u(i8x16.sub(bytes, first), letters);
    const lanes: u32 = i8x16.bitmask(upper);
    // Lanes behind the end count for nothing.
    const left = <u32>(size - i);
    changed |= left < 16 ? lanes & ((1 << left) - 1) : lanes;
    v128.store(to + i, v128.or(bytes, v128.and(upper, small)));
  }
  return changed ? <i32>size : UNCHANGED;
}
