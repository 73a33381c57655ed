import * as flag from "../../assembly/path/rewrite";
import { FOUND, UNCHANGED } from "../../assembly/path/step";
import { at, textAt } from "./memory";

const AREA: usize = memory.data(256, 16);
const ENVOY: u32 = flag.BACKSLASHES | flag.DECODE_UNRESERVED | flag.DOT_SEGMENTS | flag.ESCAPE_UNSAFE | flag.REFUSE_NUL;

function answered(to: usize, answer: i32): string {
  if (answer == UNCHANGED) return "unchanged";
  return answer == FOUND ? "found" : textAt(to, answer);
}

/** What becomes of the first `size` bytes of `text`; the input may not be written to. */
function cut(text: string, size: usize, flags: u32): string {
  const from = at(text);
  const answer = flag.rewrite(from, size, AREA, flags);
  expect(textAt(from, text.length)).toBe(text, "the input is not written to");
  return answered(AREA, answer);
}

function rewritten(text: string, flags: u32): string {
  return cut(text, text.length, flags);
}

function inPlace(text: string, flags: u32): string {
  const from = at(text);
  return answered(from, flag.rewrite(from, text.length, from, flags));
}

/** The bytes from 0 to 255 whose escape is decoded; the others must stay as they are. */
function decoded(flags: u32): string {
  let text = "";
  const digits = "0123456789abcdef";
  for (let byte = 0; byte < 256; byte++) {
    const escape = "%" + digits.charAt(byte >> 4) + digits.charAt(byte & 15);
    const answer = rewritten("/" + escape + "/", flags);
    if (answer == "unchanged") continue;
    expect(answer).toBe("/" + String.fromCharCode(byte) + "/");
    text += String.fromCharCode(byte);
  }
  return text;
}

describe("rewrite", () => {
  test("without flags nothing changes", () => {
    expect(rewritten("", 0)).toBe("unchanged");
    expect(rewritten("a\\../%2e%2F%%41%41%\x00\xff", 0)).toBe("unchanged");
  });
  test("each decoding flag decodes its bytes and no other", () => {
    expect(decoded(flag.DECODE_UNRESERVED)).toBe("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");
    expect(decoded(flag.DECODE_SLASHES)).toBe("/\\");
    let most = "";
    for (let byte = 32; byte < 256; byte++) {
      if (byte != 35 && byte != 63 && byte != 127) most += String.fromCharCode(byte);
    }
    expect(decoded(flag.DECODE_ALL)).toBe(most);
  });
  test("one pass decodes once", () => {
    expect(rewritten("/%2541", flag.DECODE_ALL)).toBe("/%41");
    expect(rewritten("/%25%34%31", flag.DECODE_ALL)).toBe("/%41");
    expect(rewritten("/%252f%2F", flag.DECODE_SLASHES)).toBe("/%252f/");
  });
  test("in place it decodes as it does elsewhere, and answers that nothing changed only then", () => {
    expect(inPlace("/%2541%%34%31", flag.DECODE_ALL)).toBe("/%41%41");
    expect(inPlace("%61%62%63%3f%2f", flag.DECODE_ALL)).toBe("abc%3f/");
    expect(inPlace("/%2f%41%5C", flag.DECODE_SLASHES)).toBe("//%41\\");
    expect(inPlace("/%00%3F%zz%4", flag.DECODE_ALL)).toBe("unchanged");
    expect(inPlace("", flag.DECODE_ALL)).toBe("unchanged");
  });
  test("escapes that stay are copied digit by digit, or in upper case", () => {
    expect(rewritten("/%c3%aF%2f/%41", flag.DECODE_UNRESERVED)).toBe("/%c3%aF%2f/A");
    expect(rewritten("/%c3%aF%2f/%AF", flag.UPPER_CASE_HEX)).toBe("/%C3%AF%2F/%AF");
    expect(rewritten("/%C3%zz%c", flag.UPPER_CASE_HEX)).toBe("unchanged");
  });
  test("a percent sign that decoded bytes would complete becomes %25", () => {
    expect(rewritten("/%%41%41", flag.DECODE_UNRESERVED)).toBe("/%25AA");
    expect(rewritten("/%%411", flag.DECODE_UNRESERVED)).toBe("/%25A1");
    expect(rewritten("/%4%31", flag.DECODE_UNRESERVED)).toBe("/%2541");
    expect(rewritten("/%%%34%31", flag.DECODE_UNRESERVED)).toBe("/%%2541");
    expect(rewritten("/%%41%41%%41%41", flag.DECODE_UNRESERVED)).toBe("/%25AA%25AA");
    expect(rewritten("/%%41/%41", flag.DECODE_UNRESERVED)).toBe("/%A/A");
    expect(rewritten("/%%41%67", flag.DECODE_UNRESERVED)).toBe("/%Ag");
  });
  test("no other flag does that", () => {
    expect(rewritten("/%%41%41", flag.DECODE_ALL)).toBe("/%AA");
    expect(rewritten("/%%2f%41", flag.DECODE_SLASHES)).toBe("/%/%41");
  });
  test("a percent sign that a dot segment took away is forgotten, one before it is not, nor that of an earlier path", () => {
    expect(rewritten("/x%/../ab4%31", ENVOY)).toBe("/ab41");
    expect(rewritten("/a/../%%41%41", ENVOY)).toBe("/%25AA");
    expect(rewritten("/%", ENVOY)).toBe("unchanged");
    expect(rewritten("/a4%31", ENVOY)).toBe("/a41");
  });
  test("dot segments, raw and escaped, with a slash in front", () => {
    expect(rewritten("/a/./b/%2E/c", flag.DOT_SEGMENTS)).toBe("/a/b/c");
    expect(rewritten("/a/b/../%2e./c", flag.DOT_SEGMENTS)).toBe("/c");
    expect(rewritten("/../..", flag.DOT_SEGMENTS)).toBe("/");
    expect(rewritten("/a/.", flag.DOT_SEGMENTS)).toBe("/a/");
    expect(rewritten("", flag.DOT_SEGMENTS)).toBe("/");
    expect(rewritten("a", flag.DOT_SEGMENTS)).toBe("/a");
    expect(rewritten("../a", flag.DOT_SEGMENTS)).toBe("/a");
    expect(rewritten("/a./.b/...", flag.DOT_SEGMENTS)).toBe("unchanged");
    expect(rewritten("/a/..\\b", flag.DOT_SEGMENTS)).toBe("unchanged");
    expect(rewritten("/a/%2e", 0)).toBe("unchanged");
  });
  test("a backslash is a slash only with its flag", () => {
    expect(rewritten("\\a\\..\\b", flag.BACKSLASHES)).toBe("/a/../b");
    expect(rewritten("\\a\\..\\b", flag.BACKSLASHES | flag.DOT_SEGMENTS)).toBe("/b");
    expect(rewritten("\\a", flag.DOT_SEGMENTS)).toBe("/\\a");
    expect(rewritten("/%5c", flag.BACKSLASHES)).toBe("unchanged");
  });
  test("bytes that a URI may not hold are escaped, NUL is not", () => {
    expect(rewritten('/\x01 "<>^`{|}\x7f\x80\xff', flag.ESCAPE_UNSAFE)).toBe(
      "/%01%20%22%3C%3E%5E%60%7B%7C%7D%7F%80%FF",
    );
    expect(rewritten("/\x00%zz~", flag.ESCAPE_UNSAFE)).toBe("unchanged");
  });
  test("NUL is refused wherever it stands, with its flag alone", () => {
    expect(rewritten("/a\x00", flag.REFUSE_NUL)).toBe("found");
    expect(rewritten("/a%00", flag.REFUSE_NUL)).toBe("found");
    expect(rewritten("/%00/..", ENVOY)).toBe("found");
    expect(rewritten("/a/..\x00", ENVOY)).toBe("found");
    expect(rewritten("/%2500%01", flag.REFUSE_NUL)).toBe("unchanged");
    expect(rewritten("/%00\x00", flag.DECODE_ALL)).toBe("unchanged");
  });
  test("the four steps of normalize_path are one pass", () => {
    expect(rewritten("/a\\%2e%2E\\%7eb c", ENVOY)).toBe("/~b%20c");
    expect(rewritten("/a/b-c", ENVOY)).toBe("unchanged");
  });
  test("nothing at or behind the end is read", () => {
    expect(cut("/%41", 3, flag.DECODE_ALL)).toBe("unchanged");
    expect(cut("/%41", 2, flag.DECODE_UNRESERVED)).toBe("unchanged");
    expect(cut("/%%41A", 5, flag.DECODE_UNRESERVED)).toBe("/%A");
    expect(cut("/a/..a", 5, flag.DOT_SEGMENTS)).toBe("/");
    expect(cut("/a/%2e", 5, flag.DOT_SEGMENTS)).toBe("unchanged");
    expect(cut("/a\x00", 2, flag.REFUSE_NUL)).toBe("unchanged");
    expect(cut("/", 0, flag.DOT_SEGMENTS)).toBe("/");
    expect(cut("/", 0, flag.BACKSLASHES)).toBe("unchanged");
  });
});
