// A step is one function: (from, size, to, option) -> i32. It reads the `size` bytes at `from`, may write up to
// 3 * size + 18 bytes to `to`, and answers the number of bytes written, UNCHANGED, or FOUND. It never writes to `from`, so
// the value before the step is still there. It sees the path part alone: no query, no scheme, no authority.

/** The value stays as it is; what stands at `to` means nothing. */
export const UNCHANGED: i32 = -1;

/** A check found what it looks for, or a rewriting step met a value that it must refuse. */
export const FOUND: i32 = -2;
