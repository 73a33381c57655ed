import { writeUtf8 } from "./utf8";
import { sameBytes } from "./same";
import { hexValue } from "./percent";

// The text that is being read and the first complaint about it. Nothing here knows what a configuration means.

/** Next byte to read, and the end of the text. */
export let at: usize = 0;
export let end: usize = 0;
let start: usize = 0;

/** The string that readString() decoded, in place. */
export let stringStart: usize = 0;
export let stringSize: usize = 0;

export const enum StringFault {
  None,
  Unclosed,
  Control,
  Escape,
}

export function openText(text: usize, size: usize): void {
  start = text;
  at = text;
  end = text + size;
}

/** Offset of `position` in the text, in bytes. */
export function offsetOf(position: usize): u32 {
  return <u32>(position - start);
}

export function positionOf(offset: u32): usize {
  return start + offset;
}

export function moveTo(position: usize): void {
  at = position;
}

/** Skips white space (RFC 8259 2) and answers the next byte without taking it, or 0 at the end of the text. */
export function peek(): u32 {
  while (at < end) {
    const byte: u32 = load<u8>(at);
    if (byte != 32 && byte != 9 && byte != 10 && byte != 13) return byte;
    at++;
  }
  return 0;
}

/** Takes `byte` if it comes next. */
export function take(byte: u32): bool {
  if (peek() != byte || at >= end) return false;
  at++;
  return true;
}

/** Takes the literal of `size` bytes at `literal` if it comes next. */
export function takeLiteral(literal: usize, size: usize): bool {
  if (peek() == 0 || at + size > end || !sameBytes(at, literal, size)) return false;
  at += size;
  return true;
}

/** Reads the string whose opening quote comes next, undoing its escapes in place; on a fault `at` stands on it. */
export function readString(): StringFault {
  const open = at;
  at++;
  let out = at;
  stringStart = at;
  while (at < end) {
    const byte: u32 = load<u8>(at);
    if (byte == 34) {
      stringSize = out - stringStart;
      at++;
      return StringFault.None;
    }
    if (byte < 32) return StringFault.Control;
    if (byte != 92) {
      store<u8>(out++, byte);
      at++;
      continue;
    }
    const size = unescape(out);
    if (size == 0) return StringFault.Escape;
    out += size;
  }
  at = open;
  return StringFault.Unclosed;
}

/** Writes what the escape at `at` stands for to `to`, moves behind it, and answers the bytes written; 0 for no valid escape. */
function unescape(to: usize): usize {
  if (at + 1 >= end) return 0;
  const kind: u32 = load<u8>(at, 1);
  if (kind == 117) return unescapeUnicode(to);
  let value: u32 = 0;
  if (kind == 34 || kind == 92 || kind == 47) value = kind;
  else if (kind == 98) value = 8;
  else if (kind == 102) value = 12;
  else if (kind == 110) value = 10;
  else if (kind == 114) value = 13;
  else if (kind == 116) value = 9;
  else return 0;
  store<u8>(to, value);
  at += 2;
  return 1;
}

function unescapeUnicode(to: usize): usize {
  let code = fourDigits(at + 2);
  if (code < 0 || (code & 0xfc00) == 0xdc00) return 0;
  let read: usize = 6;
  if ((code & 0xfc00) == 0xd800) {
    if (at + 7 >= end || load<u8>(at, 6) != 92 || load<u8>(at, 7) != 117) return 0;
    const low = fourDigits(at + 8);
    if ((low & 0xfc00) != 0xdc00) return 0;
    code = 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
    read = 12;
  }
  at += read;
  return writeUtf8(to, code);
}

/** Value of the four hex digits at `from`, or -1. */
function fourDigits(from: usize): i32 {
  if (from + 4 > end) return -1;
  let value: u32 = 0;
  for (let i: usize = 0; i < 4; i++) {
    const digit = hexValue(load<u8>(from + i));
    if (digit > 15) return -1;
    value = (value << 4) | digit;
  }
  return value;
}
