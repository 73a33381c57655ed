import {
  beginAt,
  beginComplaint,
  complain,
  complainAt,
  complainFound,
  failed,
  NONE,
  openFaults,
  place,
  placeAt,
  putFound,
  wordSize,
} from "./json-fault";
import { atRoot, enter, leave, nestUnder, onIndex, onKey, pathDepth, unnest } from "./json-path";
import { at, end, moveTo, openText, peek, readString, StringFault, stringSize, stringStart, take } from "./json-text";
import { BOOLEAN } from "./words.gen";
import { put, putNumber, putQuoted, putWords } from "./line";
import { textBytes, textSize } from "./text";
import * as texts from "./texts.gen";
import { wordNumber, wordText } from "./words";

export {
  beginComplaintAt,
  complain,
  complainPlace,
  complainString,
  failed,
  NONE,
  place,
  returnHere,
  returnTo,
} from "./json-fault";

// A reader for JSON (RFC 8259) that is pulled by the configuration it reads: the caller asks for what it expects, and what is
// not there becomes the one error, in the line. After the first error every question is answered with nothing.
//
//   openObject();
//   for (let key = nextKey(KEYS); key >= 0; key = nextKey(KEYS)) { ... }
//   if (failed()) return false;

// Keys that the object at each depth has had, a bit each, and whether a comma is due, 8 bytes a level.
// @ts-ignore: decorator
@lazy const SEEN_KEYS: usize = memory.data(128, 8);

// Of a configuration that is a value within another one: how far behind its beginning, and how its errors begin.
let nestedAt: usize = 0;
let nestedPrefix: usize = 0;

/** Begins to read; errors begin with the text `linePrefix`, and with that of the outer configuration in one that is nested. */
export function openJson(linePrefix: usize, text: usize, size: usize): void {
  atRoot();
  openText(text, size, nestedAt);
  openFaults(nestedPrefix != 0 ? nestedPrefix : linePrefix, text);
}

/** What is opened next is the value of the key `key` of the table `keys`, `offset` bytes behind the beginning of the whole text. */
export function nestJson(linePrefix: usize, offset: usize, keys: usize, key: u32): void {
  const word = wordText(keys, key);
  nestUnder(textBytes(word), textSize(word));
  nestedAt = offset;
  nestedPrefix = linePrefix;
}

/** What is opened next stands for itself. */
export function unnestJson(): void {
  unnest();
  nestedAt = 0;
  nestedPrefix = 0;
}

/** Nothing but white space may be left. */
export function closeJson(): void {
  if (failed()) return;
  peek();
  placeAt(at);
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
  if (failed()) return 0;
  const byte = peek();
  placeAt(at);
  return byte;
}

/** Number of the next key in the table `keys`, or NONE at the end of the object. */
export function nextKey(keys: usize): i32 {
  if (failed()) return NONE;
  const level = SEEN_KEYS + ((pathDepth() - 1) << 3);
  if (take(125)) return close();
  if (load<u32>(level, 4) != 0 && !take(44)) return complainToken(texts.COMMA_OR_BRACE);
  store<u32>(level, 1, 4);
  if (peek() != 34) return complainToken(texts.A_KEY);
  const keyAt = at;
  if (!string(pathDepth() - 1)) return NONE;
  placeAt(keyAt);
  onKey(stringStart, stringSize);
  const number = knownWord(keys);
  if (number < 0) return NONE;
  if (load<u32>(level) & (1 << number)) return complainDuplicate();
  store<u32>(level, load<u32>(level) | (1 << number));
  if (!take(58)) return complainToken(texts.A_COLON);
  nextByte();
  return number;
}

/** Whether the array has an item more; the reader then stands before it. */
export function nextItem(index: u32): bool {
  if (failed()) return false;
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
  return string(pathDepth());
}

/** A string that is one of the words of the table: its number, or NONE. */
export function readWord(words: usize): i32 {
  if (nextByte() != 34) {
    if (failed()) return NONE;
    beginComplaint();
    putFound();
    return expectWord(words);
  }
  if (!string(pathDepth())) return NONE;
  return knownWord(words);
}

/** Number of the string read last in the table, or an error. */
function knownWord(words: usize): i32 {
  const number = wordNumber(words, stringStart, stringSize);
  if (number >= 0) return number;
  beginComplaint();
  putQuoted(stringStart, stringSize);
  return expectWord(words);
}

function expectWord(words: usize): i32 {
  put(texts.EXPECTED);
  put(texts.ONE_OF);
  putWords(words);
  return NONE;
}

/** true or false; false after an error too. */
export function readBoolean(): bool {
  nextByte();
  if (failed()) return false;
  const size = wordSize();
  const number = wordNumber(BOOLEAN, at, size);
  if (number < 0) complainFound(texts.A_BOOLEAN);
  else moveTo(at + size);
  return number > 0;
}

/** A whole number from `min` to `max`; `min` after an error. */
export function readWhole(min: u32, max: u32): u32 {
  nextByte();
  if (failed()) return min;
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

/** Passes over an object without a look at what it means; answers where it ends. Whoever reads it finds its faults. */
export function skipObject(): usize {
  if (nextByte() != 123) {
    complainFound(texts.AN_OBJECT);
    return at;
  }
  let depth: u32 = 0;
  for (; at < end; moveTo(at + 1)) {
    const byte: u32 = load<u8>(at);
    if (byte == 34) {
      moveTo(at + 1);
      while (at < end && load<u8>(at) != 34) moveTo(at + (load<u8>(at) == 92 ? 2 : 1));
      continue;
    }
    const bracket = byte | 32;
    if (bracket == 123) depth++;
    if (bracket == 125 && --depth == 0) {
      moveTo(at + 1);
      return at;
    }
  }
  // A backslash at the very end leads behind it.
  moveTo(end);
  return at;
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

/** Reads a string. A fault in it is one of the place that the first `levels` name: that of a key is its object. */
function string(levels: u32): bool {
  const fault = readString();
  if (fault == StringFault.None) return true;
  placeAt(at);
  if (fault == StringFault.Unclosed) {
    beginAt(levels);
    put(texts.END_OF_TEXT);
    put(texts.EXPECTED);
    put(texts.CLOSING_QUOTE);
  } else {
    complainAt(levels, fault == StringFault.Control ? texts.NO_CONTROL : texts.VALID_ESCAPE);
  }
  return false;
}

/** Whether a number or a word ends here. */
function atDelimiter(position: usize): bool {
  if (position >= end) return true;
  const byte: u32 = load<u8>(position);
  return byte == 44 || byte == 93 || byte == 125 || byte == 32 || byte == 9 || byte == 10 || byte == 13;
}

function complainToken(expected: usize): i32 {
  peek();
  placeAt(at);
  return complainAt(pathDepth() - 1, expected);
}

function complainDuplicate(): i32 {
  beginComplaint();
  putQuoted(stringStart, stringSize);
  put(texts.DUPLICATE_KEY);
  put(texts.EXPECTED);
  put(texts.KEY_ONCE);
  return NONE;
}
