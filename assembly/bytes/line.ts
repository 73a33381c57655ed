import { BYTE, COMMA, ELLIPSIS, QUOTE } from "./texts.gen";
import { textBytes, textSize } from "./text";

// One line of text, put together without allocation: a log line, an error, response code details. What does not fit is cut
// off and marked by an ellipsis.

const CAPACITY: usize = 2048;
/** A value from outside is shown up to here. */
const SHOWN: usize = 64;

// @ts-ignore: decorator
@lazy const LINE: usize = memory.data(2064, 8);
// @ts-ignore: decorator
@lazy const DIGITS: usize = memory.data(16, 1);

let size: usize = 0;

export function line(): usize {
  return LINE;
}

export function lineSize(): usize {
  return size;
}

/** Begins a line with `text`. */
export function begin(text: usize): void {
  size = 0;
  put(text);
}

export function put(text: usize): void {
  putBytes(textBytes(text), textSize(text));
}

export function putBytes(from: usize, count: usize): void {
  if (size > CAPACITY) return;
  if (size + count > CAPACITY) {
    count = CAPACITY - size;
    memory.copy(LINE + size, from, count);
    memory.copy(LINE + CAPACITY, textBytes(ELLIPSIS), 3);
    size = CAPACITY + 3;
    return;
  }
  memory.copy(LINE + size, from, count);
  size += count;
}

export function putByte(byte: u32): void {
  store<u8>(DIGITS, byte);
  putBytes(DIGITS, 1);
}

export function putNumber(value: u32): void {
  let at: usize = 16;
  do {
    store<u8>(DIGITS + --at, 48 + (value % 10));
    value /= 10;
  } while (value);
  putBytes(DIGITS + at, 16 - at);
}

/** A value from outside in double quotes: what is no printable ASCII, `"` or `\` is written as \xHH; long ones are cut. */
export function putQuoted(from: usize, count: usize): void {
  put(QUOTE);
  putShown(from, count);
  put(QUOTE);
}

/** The same without the quotes. */
export function putShown(from: usize, count: usize): void {
  const shown = count > SHOWN ? SHOWN : count;
  for (let i: usize = 0; i < shown; i++) {
    const byte: u32 = load<u8>(from + i);
    if (byte < 32 || byte > 126 || byte == 34 || byte == 92) putHex(byte);
    else putByte(byte);
  }
  if (shown < count) put(ELLIPSIS);
}

/** A byte that cannot be shown: `byte 0x1f`. */
export function putHexByte(byte: u32): void {
  put(BYTE);
  putByte(48);
  putByte(120);
  putByte(digit(byte >> 4));
  putByte(digit(byte & 15));
}

function putHex(byte: u32): void {
  putByte(92);
  putByte(120);
  putByte(digit(byte >> 4));
  putByte(digit(byte & 15));
}

/** The hexadecimal digit of a value below 16. */
export function digit(value: u32): u32 {
  return value < 10 ? 48 + value : 87 + value;
}

/** The words of a table, quoted, with commas between. Empty words are left out. */
export function putWords(table: usize): void {
  let first = true;
  for (let at = table; load<u8>(at) != 255; at += 1 + <usize>load<u8>(at)) {
    if (load<u8>(at) == 0) continue;
    if (!first) put(COMMA);
    first = false;
    put(QUOTE);
    put(at);
    put(QUOTE);
  }
}
