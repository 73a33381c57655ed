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
// a byte per ASCII byte
// @ts-ignore: decorator
@lazy export const CLASSES: usize = memory.data<u8>([64, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 32, 0, 32, 16, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 32, 0, 32, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 4, 0, 32, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 32, 32, 32, 0, 96]);
