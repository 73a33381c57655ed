import { asciiWritten, bytesMeant } from './escapes.ts';

/** Step decode-overlong: the leading byte holds no bit of the value but, in the two-byte form, its last. */
export function decodeOverlong(path: string): string {
  const form = /%c[01]%[89ab][\da-f]|%e0%8[01]%[89ab][\da-f]|%f0%80%8[01]%[89ab][\da-f]/gi;
  return path.replace(form, (escapes) => {
    const bits = escapes
      .split('%')
      .slice(1)
      .map((digits) => Number.parseInt(digits, 16).toString(2));
    return asciiWritten(String.fromCharCode(Number.parseInt(bits.at(-2)!.slice(-1) + bits.at(-1)!.slice(-6), 2)));
  });
}

// No flag /i: it would take 0xcf for 0xef, which are one letter in Latin-1.
const hex = '[\\da-fA-F]';
const pair = `%[uU]([dD][89abAB]${hex}{2})%[uU]([dD][c-fC-F]${hex}{2})`;
const single = `%[uU]((?![dD][89a-fA-F])${hex}{4})`;
// U+FF01-U+FF3F are EF BC 81-BF, U+FF40-U+FF5E are EF BD 80-9E.
const firstRow = `(?:%[bB][cC]|\\xbc)(?:%(?!80)[89abAB]${hex}|[\\x81-\\xbf])`;
const secondRow = `(?:%[bB][dD]|\\xbd)(?:%(?!9[fF])[89]${hex}|[\\x80-\\x9e])`;
const forms = new RegExp(`${pair}|${single}|(?:%[eE][fF]|\\xef)(?:${firstRow}|${secondRow})`, 'g');

/** Step decode-unicode. */
export function decodeUnicode(path: string): string {
  return path.replace(forms, (found, high?: string, low?: string, code?: string) => {
    if (high !== undefined) return encodeURIComponent(unit(high) + unit(low!));
    return written(code === undefined ? Buffer.from(bytesMeant(found), 'latin1').toString('utf8') : unit(code));
  });
}

const unit = (digits: string): string => String.fromCharCode(Number.parseInt(digits, 16));

function written(character: string): string {
  const code = character.charCodeAt(0);
  const narrow = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character;
  return narrow < '\x80' ? asciiWritten(narrow) : encodeURIComponent(narrow);
}
