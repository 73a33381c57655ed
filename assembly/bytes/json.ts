import { atRoot, enter, leave, onIndex, onKey, pathDepth, putPath } from "./json-path";
import {
  at,
  end,
  moveTo,
  offsetOf,
  openText,
  positionOf,
  peek,
  readString,
  StringFault,
  stringSize,
  stringStart,
  take,
  takeLiteral,
} from "./json-text";
import { begin, put, putByte, putBytes, putHexByte, putNumber, putQuoted, putWords } from "./line";
import * as texts from "./texts.gen";
import { textBytes, textSize } from "./text";
import { wordNumber, wordText } from "./words";

// A reader for JSON (RFC 8259) that is pulled by the configuration it reads: the caller asks for what it expects, and what is
// not there becomes the one error, in the line. After the first error every question is answered with nothing.
//
//   openObject();
//   for (let key = nextKey(KEYS); key >= 0; key = nextKey(KEYS)) { ... }
//   if (failed()) return false;

/** End of the object or array, or an error before. */
export const NONE: i32 = -1;

let broken: bool = false;
let prefix: usize = 0;
/** Where the value or key that was read last begins. */
let valueAt: usize = 0;

const DEPTH: u32 = 16;
// Keys that the object at each depth has had, a bit each, and whether a comma is due, 8 bytes a level.
// @ts-ignore: decorator
@lazy const SEEN_KEYS: usize = memory.data(128, 8);

/** Begins to read; errors begin with the text `linePrefix`. */
export function openJson(linePrefix: usize, text: usize, size: usize): void {
  prefix = linePrefix;
  broken = false;
  valueAt = text;
  atRoot();
  openText(text, size);
}

export function failed(): bool {
  return broken;
}

/** Nothing but white space may be left. */
export function closeJson(): void {
  if (broken) return;
  peek();
  valueAt = at;
  if (at < end) complainFound(texts.NOTHING_MORE);
}

export function openObject(): void {
  open(123, texts.AN_OBJECT);
}

export function openArray(): void {
  open(91, texts.AN_ARRAY);
}

/** Whether an object, an array, a string ... comes next: its first byte, or 0. */
export function nextByte(): u32 {
  if (broken) return 0;
  const byte = peek();
  valueAt = at;
  return byte;
}

/** Number of the next key in the table `keys`, or NONE at the end of the object. */
export function nextKey(keys: usize): i32 {
  if (broken) return NONE;
  const level = SEEN_KEYS + ((pathDepth() - 1) << 3);
  if (take(125)) return close();
  if (load<u32>(level, 4) != 0 && !take(44)) return complainToken(texts.COMMA_OR_BRACE);
  store<u32>(level, 1, 4);
  if (peek() != 34) return complainToken(texts.A_KEY);
  const keyAt = at;
  if (!string(texts.A_KEY)) return NONE;
  valueAt = keyAt;
  const number = wordNumber(keys, stringStart, stringSize);
  onKey(stringStart, stringSize);
  if (number < 0) return complainKey(keys);
  if (load<u32>(level) & (1 << number)) return complainDuplicate();
  store<u32>(level, load<u32>(level) | (1 << number));
  if (!take(58)) return complainToken(texts.A_COLON);
  nextByte();
  return number;
}

/** Whether the array has an item more; the reader then stands before it. */
export function nextItem(index: u32): bool {
  if (broken) return false;
  if (take(93)) {
    close();
    return false;
  }
  if (index > 0 && !take(44)) return complainToken(texts.COMMA_OR_BRACKET) > 0;
  onIndex(index);
  nextByte();
  return true;
}

/** A string; its bytes are at stringStart, stringSize until the next one is read. */
export function readText(expected: usize): bool {
  if (nextByte() != 34) return complainFound(expected) > 0;
  return string(expected);
}

/** A string that is one of the words of the table: its number, or NONE. */
export function readWord(words: usize): i32 {
  if (!readTextOf(words)) return NONE;
  const number = wordNumber(words, stringStart, stringSize);
  if (number >= 0) return number;
  beginComplaint();
  putQuoted(stringStart, stringSize);
  put(texts.EXPECTED);
  put(texts.ONE_OF);
  putWords(words);
  return NONE;
}

/** true or false; false after an error too. */
export function readBoolean(): bool {
  nextByte();
  if (broken) return false;
  if (takeWord(116)) return true;
  if (!takeWord(102)) complainFound(texts.A_BOOLEAN);
  return false;
}

/** A whole number from `min` to `max`; `min` after an error. */
export function readWhole(min: u32, max: u32): u32 {
  nextByte();
  if (broken) return min;
  let value: u64 = 0;
  let next = at;
  while (next < end && <u32>load<u8>(next) - 48 < 10) {
    value = value < 10000000000 ? value * 10 + (load<u8>(next) - 48) : value;
    next++;
  }
  const leadingZero = next > at + 1 && load<u8>(at) == 48;
  if (next == at || leadingZero || !atDelimiter(next) || value < min || value > max) {
    beginComplaint();
    putFound();
    put(texts.EXPECTED);
    put(texts.A_WHOLE_NUMBER);
    putNumber(min);
    put(texts.TO);
    putNumber(max);
    return min;
  }
  moveTo(next);
  return <u32>value;
}

/** An error of meaning about the value read last: found `found`, expected `expected`. */
export function complain(found: usize, expected: usize): void {
  if (broken) return;
  beginComplaint();
  put(found);
  put(texts.EXPECTED);
  put(expected);
}

/** The same, where the string read last is what was found. */
export function complainString(expected: usize): void {
  if (broken) return;
  beginComplaint();
  putQuoted(stringStart, stringSize);
  put(texts.EXPECTED);
  put(expected);
}

/** The same, where the caller goes on with the line: ends behind "found ". */
export function beginComplaint(): void {
  beginAt(pathDepth());
}

/** A complaint about the place that json-path stands on; ends behind "found ". */
export function beginComplaintAt(offset: u32): void {
  valueAt = positionOf(offset);
  beginComplaint();
}

/** The value read last, for an error about it that is found only later. */
export function place(): usize {
  return valueAt;
}

/** Goes back to a place read before, for an error about it. `keys` and `key` name the key it stands at within the current place. */
export function returnTo(position: usize, keys: usize, key: u32): void {
  if (broken) return;
  const word = wordText(keys, key);
  enter();
  onKey(textBytes(word), textSize(word));
  valueAt = position;
}

/** Goes back to the object or the item that was read before and is the current place. */
export function returnHere(position: usize): void {
  valueAt = position;
}

function open(bracket: u32, expected: usize): void {
  if (nextByte() != bracket) {
    complainFound(expected);
    return;
  }
  moveTo(at + 1);
  enter();
  const level = SEEN_KEYS + ((pathDepth() - 1) << 3);
  store<u64>(level, 0);
}

function close(): i32 {
  leave();
  return NONE;
}

function readTextOf(words: usize): bool {
  if (nextByte() == 34) return string(texts.A_STRING);
  if (broken) return false;
  beginComplaint();
  putFound();
  put(texts.EXPECTED);
  put(texts.ONE_OF);
  putWords(words);
  return false;
}

function string(expected: usize): bool {
  const fault = readString();
  if (fault == StringFault.None) return true;
  valueAt = at;
  if (fault == StringFault.Unclosed) complain(texts.END_OF_TEXT, texts.CLOSING_QUOTE);
  else complainFound(fault == StringFault.Control ? texts.NO_CONTROL : texts.VALID_ESCAPE);
  return false;
}

/** true (first byte t) or false (first byte f). */
function takeWord(first: u32): bool {
  if (peek() != first) return false;
  const literal = first == 116 ? TRUE : FALSE;
  const size: usize = first == 116 ? 4 : 5;
  return at + size <= end && atDelimiter(at + size) && takeLiteral(literal, size);
}

// @ts-ignore: decorator
@lazy const TRUE: usize = memory.data<u8>([116, 114, 117, 101]);
// @ts-ignore: decorator
@lazy const FALSE: usize = memory.data<u8>([102, 97, 108, 115, 101]);

/** Whether a number or a word ends here. */
function atDelimiter(position: usize): bool {
  if (position >= end) return true;
  const byte: u32 = load<u8>(position);
  return byte == 44 || byte == 93 || byte == 125 || byte == 32 || byte == 9 || byte == 10 || byte == 13;
}

function complainToken(expected: usize): i32 {
  peek();
  valueAt = at;
  return complainAt(pathDepth() - 1, expected);
}

function complainFound(expected: usize): i32 {
  return complainAt(pathDepth(), expected);
}

function complainAt(levels: u32, expected: usize): i32 {
  if (broken) return NONE;
  beginAt(levels);
  putFound();
  put(texts.EXPECTED);
  put(expected);
  return NONE;
}

function complainKey(keys: usize): i32 {
  beginComplaint();
  putQuoted(stringStart, stringSize);
  put(texts.EXPECTED);
  put(texts.ONE_OF);
  putWords(keys);
  return NONE;
}

function complainDuplicate(): i32 {
  beginComplaint();
  putQuoted(stringStart, stringSize);
  put(texts.DUPLICATE_KEY);
  put(texts.EXPECTED);
  put(texts.KEY_ONCE);
  return NONE;
}

function beginAt(levels: u32): void {
  broken = true;
  begin(prefix);
  putPath(levels);
  put(texts.AT);
  putNumber(offsetOf(valueAt));
  put(texts.FOUND);
}

/** What stands at the place of the error: a kind for what is long, the text itself for a word or a number. */
function putFound(): void {
  if (valueAt >= end) {
    put(texts.END_OF_TEXT);
    return;
  }
  const byte: u32 = load<u8>(valueAt);
  if (byte == 123) put(texts.AN_OBJECT);
  else if (byte == 91) put(texts.AN_ARRAY);
  else if (byte == 34) putStringToken();
  else if (isWordByte(byte)) putWordToken();
  else if (byte > 32 && byte < 127) putQuoted(valueAt, 1);
  else putHexByte(byte);
}

/** The string is still as the user wrote it. */
function putStringToken(): void {
  let close = valueAt + 1;
  while (close < end && load<u8>(close) != 34) close += load<u8>(close) == 92 ? 2 : 1;
  putQuoted(valueAt + 1, (close < end ? close : end) - valueAt - 1);
}

function putWordToken(): void {
  let next = valueAt;
  while (next < end && next - valueAt < 32 && isWordByte(load<u8>(next))) next++;
  putBytes(valueAt, next - valueAt);
}

function isWordByte(byte: u32): bool {
  return (byte | 32) - 97 < 26 || byte - 48 < 10 || byte == 43 || byte == 45 || byte == 46;
}

/** An error of meaning about the value at returnTo(), whose text is what was found. */
export function complainPlace(expected: usize): void {
  complainFound(expected);
}
