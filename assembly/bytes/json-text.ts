import { writeUtf8 } from "./utf8";
import { unicodeEscape, unicodeEscapeSize } from "./unicode-escape";

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

/** Begins to read the `size` bytes at `text`, which are `offset` bytes behind the beginning of what the user wrote. */
export function openText(text: usize, size: usize, offset: usize): void {
  start = text - offset;
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
  const code = unicodeEscape(92, at, end);
  if (code >= 0) {
    at += unicodeEscapeSize;
    return writeUtf8(to, code);
  }
  const kind: u32 = at + 1 < end ? load<u8>(at, 1) : 0;
  for (let row = ESCAPES; load<u8>(row) != 0; row += 2) {
    if (load<u8>(row) != kind) continue;
    store<u8>(to, load<u8>(row, 1));
    at += 2;
    return 1;
  }
  return 0;
}

/** RFC 8259 7: the letter behind the backslash, and its byte. */
// @ts-ignore: decorator
@lazy const ESCAPES: usize = memory.data<u8>([34, 34, 92, 92, 47, 47, 98, 8, 102, 12, 110, 10, 114, 13, 116, 9, 0]);
