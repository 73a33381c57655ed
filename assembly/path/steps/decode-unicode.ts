import { escapeAt, writeEscape } from "../../bytes/percent";
import { unicodeEscape, unicodeEscapeSize } from "../../bytes/unicode-escape";
import { writeUtf8 } from "../../bytes/utf8";
import { writeAscii } from "../plain";
import { UNCHANGED } from "../step";

// decode-unicode: %uXXXX (also %U), which IIS and older decoders read, and the full-width forms U+FF01-U+FF5E of ASCII, raw,
// percent-encoded or as %u, become ASCII; another %uXXXX becomes percent-encoded UTF-8. A lone surrogate stays as it is.
export function decodeUnicode(from: usize, size: usize, to: usize, option: u32): i32 {
  const end = from + size;
  let at = from;
  let out = to;
  let changed = false;
  while (at < end) {
    let code = unicodeEscape(37, at, end);
    let read = unicodeEscapeSize;
    if (code < 0) {
      code = fullWidth(at, end);
      read = fullWidthSize;
    }
    if (code < 0) {
      store<u8>(out++, load<u8>(at++));
      continue;
    }
    out = writeCode(out, code);
    at += read;
    changed = true;
  }
  return changed ? <i32>(out - to) : UNCHANGED;
}

let fullWidthSize: usize = 0;

/** Code of the full-width form whose three bytes stand at `at`, each raw or percent-encoded, or -1. */
function fullWidth(at: usize, end: usize): i32 {
  const begin = at;
  let code = 0;
  for (let i = 0; i < 3; i++) {
    if (at >= end) return -1;
    const value = escapeAt(at, end);
    const byte: i32 = value < 0 ? load<u8>(at) : value;
    if (i == 0 ? byte != 0xef : (byte & 0xc0) != 0x80) return -1;
    code = (code << 6) | (byte & (i == 0 ? 0x0f : 0x3f));
    at += value < 0 ? 1 : 3;
  }
  fullWidthSize = at - begin;
  return code - 0xff01 < 0x5e && code >= 0xff01 ? code : -1;
}

/** ASCII as it is, anything else as percent-encoded UTF-8. */
function writeCode(out: usize, code: i32): usize {
  if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0;
  if (code < 0x80) return writeAscii(out, code);
  const size = writeUtf8(BYTES, code);
  for (let i: usize = 0; i < size; i++) out = writeEscape(out, load<u8>(BYTES + i));
  return out;
}

// @ts-ignore: decorator
@lazy const BYTES: usize = memory.data(4, 1);
