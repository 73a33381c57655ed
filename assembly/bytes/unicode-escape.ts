import { hexPair } from "./percent";

/** Bytes that the escape takes which unicodeEscape() read last: 6, or 12 for a pair of surrogates. */
export let unicodeEscapeSize: usize = 0;

/**
 * Code point of the \\uXXXX (RFC 8259 7; `lead` is the backslash) or %uXXXX, %UXXXX (`lead` is the percent sign) at `at`, two of
 * them for a pair of surrogates; -1 when there is none, or a surrogate without its other half. Reads nothing at or behind `end`.
 */
export function unicodeEscape(lead: u32, at: usize, end: usize): i32 {
  const code = codeUnit(lead, at, end);
  unicodeEscapeSize = 6;
  if ((code & 0xf800) != 0xd800) return code;
  const low = codeUnit(lead, at + 6, end);
  if (code > 0xdbff || (low & 0xfc00) != 0xdc00) return -1;
  unicodeEscapeSize = 12;
  return 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
}

function codeUnit(lead: u32, at: usize, end: usize): i32 {
  if (at + 6 > end || load<u8>(at) != lead) return -1;
  const letter: u32 = load<u8>(at, 1);
  if (letter != 117 && (letter != 85 || lead != 37)) return -1;
  const high = hexPair(at + 2);
  const low = hexPair(at + 4);
  return high < 0 || low < 0 ? -1 : (high << 8) | low;
}
