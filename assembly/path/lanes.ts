// Bytes for code that looks at sixteen at once, to be loaded before its loop: V8 makes a constant anew in each round.

/** The bit of each high half of a byte: 0 for those of bytes beyond ASCII. Behind it bytes to be spread over all lanes. */
// @ts-ignore: decorator
@lazy export const BITS: usize = memory.data<u8>([
  1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0, 15, 1, 47, 128, 65, 26, 32,
]);
// @ts-ignore: decorator
@lazy export const LOW_HALF: usize = BITS + 16;
// @ts-ignore: decorator
@lazy export const ONE: usize = BITS + 17;
// @ts-ignore: decorator
@lazy export const SLASH_BYTE: usize = BITS + 18;
// @ts-ignore: decorator
@lazy export const TOP_BIT: usize = BITS + 19;
/** "A", the number of letters, and the bit that tells a small letter. */
// @ts-ignore: decorator
@lazy export const FIRST_LETTER: usize = BITS + 20;
// @ts-ignore: decorator
@lazy export const LETTERS: usize = BITS + 21;
// @ts-ignore: decorator
@lazy export const SMALL: usize = BITS + 22;
