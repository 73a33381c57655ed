import { enter, onKey, pathDepth, putPath } from "./json-path";
import { end, offsetOf, positionOf, stringSize, stringStart } from "./json-text";
import { begin, put, putBytes, putHexByte, putNumber, putQuoted } from "./line";
import { textBytes, textSize } from "./text";
import * as texts from "./texts.gen";
import { wordText } from "./words";

// The first error in a configuration, put together in the line: prefix, JSON path, offset, what was found, what was expected.

/** End of an object or array, or an error before. */
export const NONE: i32 = -1;

let broken: bool = false;
let prefix: usize = 0;
/** Where the value or key that was read last begins. */
let valueAt: usize = 0;

/** Forgets the last error; the next one begins with the text `linePrefix`. */
export function openFaults(linePrefix: usize, text: usize): void {
  prefix = linePrefix;
  broken = false;
  valueAt = text;
}

/** What is read now begins at `position`. */
export function placeAt(position: usize): void {
  valueAt = position;
}

export function failed(): bool {
  return broken;
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

/** An error of meaning about the value at returnTo(), whose text is what was found. */
export function complainPlace(expected: usize): void {
  complainFound(expected);
}

export function complainFound(expected: usize): i32 {
  return complainAt(pathDepth(), expected);
}

export function complainAt(levels: u32, expected: usize): i32 {
  if (broken) return NONE;
  beginAt(levels);
  putFound();
  put(texts.EXPECTED);
  put(expected);
  return NONE;
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

export function beginAt(levels: u32): void {
  broken = true;
  begin(prefix);
  putPath(levels);
  put(texts.AT);
  putNumber(offsetOf(valueAt));
  put(texts.FOUND);
}

/** What stands at the place of the error: a kind for what is long, the text itself for a word or a number. */
export function putFound(): void {
  if (valueAt >= end) {
    put(texts.END_OF_TEXT);
    return;
  }
  const byte: u32 = load<u8>(valueAt);
  if (byte == 123) put(texts.AN_OBJECT);
  else if (byte == 91) put(texts.AN_ARRAY);
  else if (byte == 34) putStringToken();
  else if (isWordByte(byte)) putBytes(valueAt, wordSize());
  else if (byte > 32 && byte < 127) putQuoted(valueAt, 1);
  else putHexByte(byte);
}

/** The string is still as the user wrote it. */
function putStringToken(): void {
  let close = valueAt + 1;
  while (close < end && load<u8>(close) != 34) close += load<u8>(close) == 92 ? 2 : 1;
  putQuoted(valueAt + 1, (close < end ? close : end) - valueAt - 1);
}

/** Bytes of the word or number that the value read last begins with, 32 at most. */
export function wordSize(): usize {
  let next = valueAt;
  while (next < end && next - valueAt < 32 && isWordByte(load<u8>(next))) next++;
  return next - valueAt;
}

function isWordByte(byte: u32): bool {
  return (byte | 32) - 97 < 26 || byte - 48 < 10 || byte == 43 || byte == 45 || byte == 46;
}
