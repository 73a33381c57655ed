// Made from tools/catalog by scripts/gen.mjs. Do not edit.
export const SEEN_UPPER: u32 = 1;
export const SEEN_PERCENT: u32 = 2;
export const SEEN_BACKSLASH: u32 = 4;
export const SEEN_SEMICOLON: u32 = 8;
export const SEEN_HASH: u32 = 16;
export const SEEN_UNSAFE: u32 = 32;
export const SEEN_CONTROL: u32 = 64;
export const SEEN_NON_ASCII: u32 = 128;
export const SEEN_SLASH_DOT: u32 = 256;
export const SEEN_SLASH_SLASH: u32 = 512;
export const SEEN_NO_LEADING_SLASH: u32 = 1024;
export const SEEN_TRAILING_SLASH: u32 = 2048;
export const SEEN_SEGMENT_END: u32 = 4096;
export const SEEN_ALWAYS: u32 = 8192;
export const SEEN_SLASH: u32 = 16384;
export const SEEN_QUESTION: u32 = 32768;
// u16 per ASCII byte
// @ts-ignore: decorator
@lazy export const CLASSES: usize = memory.data<u8>([64, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 96, 0, 32, 0, 0, 0, 32, 0, 16, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 32, 0, 0, 0, 32, 0, 0, 128, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 4, 0, 0, 0, 32, 0, 0, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 32, 0, 32, 0, 32, 0, 0, 0, 96, 0]);
