/** Whether the `size` bytes at `a` and at `b` are the same. Not memory.compare: that is inlined at every use, 100 bytes each. */
export function sameBytes(a: usize, b: usize, size: usize): bool {
  const end = a + size;
  while (a < end) {
    if (load<u8>(a++) != load<u8>(b++)) return false;
  }
  return true;
}
