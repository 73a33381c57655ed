import { UPPER_CASE_HEX, rewrite } from "../rewrite";

// upper-case-hex: the hex digits of every valid %XX in upper case (RFC 3986 6.2.2.1). What is no escape stays.
export function upperCaseHex(from: usize, size: usize, to: usize, option: u32): i32 {
  return rewrite(from, size, to, UPPER_CASE_HEX);
}
