import {
  at as position,
  offsetOf,
  openText,
  peek,
  positionOf,
  readString,
  StringFault,
  stringSize,
  stringStart,
  take,
} from "../../assembly/bytes/json-text";
import { at, textAt } from "./memory";

let text: usize = 0;

function open(content: string): void {
  text = at(content);
  openText(text, content.length, 0);
}

/** What the string stands for, or the fault and the offset of what is wrong. */
function decoded(content: string): string {
  open(content);
  const fault = readString();
  if (fault != StringFault.None) return "fault " + fault.toString() + " at " + offsetOf(position).toString();
  return textAt(stringStart, stringSize);
}

const UNCLOSED = "fault 1 at ";
const CONTROL = "fault 2 at ";
const ESCAPE = "fault 3 at ";

describe("json-text", () => {
  test("peek skips the four white-space bytes of JSON and no other", () => {
    open(" \t\r\n{");
    expect(peek()).toBe(123);
    open("\x0b{");
    expect(peek()).toBe(11);
    open("\xa0{");
    expect(peek()).toBe(0xa0);
  });
  test("peek answers 0 at the end and never reads behind it", () => {
    open("");
    expect(peek()).toBe(0);
    open("  ");
    expect(peek()).toBe(0);
  });
  test("take takes one byte, only that one", () => {
    open(" {}");
    expect(take(125)).toBe(false);
    expect(take(123)).toBe(true);
    expect(take(125)).toBe(true);
    expect(take(125)).toBe(false);
  });
  test("a NUL byte in the text is not its end", () => {
    open("\x00");
    expect(take(0)).toBe(true);
    expect(take(0)).toBe(false);
  });
  test("offsets and positions are two sides of one thing", () => {
    open("abc");
    expect(offsetOf(text + 2)).toBe(2);
    expect(positionOf(2)).toBe(text + 2);
  });
  test("strings without escapes", () => {
    expect(decoded('""')).toBe("");
    expect(decoded('"abc"')).toBe("abc");
    expect(decoded('"a" "b"')).toBe("a");
    expect(decoded('"\xc3\xa9\xff"')).toBe("\xc3\xa9\xff");
    expect(decoded('"\x7f/"')).toBe("\x7f/");
  });
  test("the short escapes", () => {
    expect(decoded('"\\"\\\\\\/\\b\\f\\n\\r\\t"')).toBe('"\\/\b\f\n\r\t');
    expect(decoded('"a\\nb"')).toBe("a\nb");
  });
  test("\\u escapes become UTF-8 of one to four bytes", () => {
    expect(decoded('"\\u0041\\u002f"')).toBe("A/");
    expect(decoded('"\\u0000"')).toBe("\x00");
    expect(decoded('"\\u007F\\u0080"')).toBe("\x7f\xc2\x80");
    expect(decoded('"\\u07ff\\u0800"')).toBe("\xdf\xbf\xe0\xa0\x80");
    expect(decoded('"\\uFFFF"')).toBe("\xef\xbf\xbf");
    expect(decoded('"\\ud83d\\ude00"')).toBe("\xf0\x9f\x98\x80");
    expect(decoded('"\\uDBFF\\uDFFF"')).toBe("\xf4\x8f\xbf\xbf");
  });
  test("half a surrogate pair is refused", () => {
    expect(decoded('"\\ud83d"')).toBe(ESCAPE + "1");
    expect(decoded('"\\ud83dx"')).toBe(ESCAPE + "1");
    expect(decoded('"\\ude00"')).toBe(ESCAPE + "1");
    expect(decoded('"\\ud83d\\u0041"')).toBe(ESCAPE + "1");
    expect(decoded('"a\\ud83d\\ud83d"')).toBe(ESCAPE + "2");
  });
  test("what is no escape is refused where it stands", () => {
    expect(decoded('"a\\q"')).toBe(ESCAPE + "2");
    expect(decoded('"\\u00g0"')).toBe(ESCAPE + "1");
    expect(decoded('"\\u004"')).toBe(ESCAPE + "1");
    expect(decoded('"\\U0041"')).toBe(ESCAPE + "1");
    expect(decoded('"\\')).toBe(ESCAPE + "1");
    expect(decoded('"\\u12')).toBe(ESCAPE + "1");
  });
  test("a raw control byte is refused where it stands", () => {
    expect(decoded('"a\n"')).toBe(CONTROL + "2");
    expect(decoded('"\x1f"')).toBe(CONTROL + "1");
    expect(decoded('"\x00"')).toBe(CONTROL + "1");
  });
  test("a string that never ends is refused at its opening quote", () => {
    expect(decoded('"abc')).toBe(UNCLOSED + "0");
    expect(decoded('"')).toBe(UNCLOSED + "0");
    expect(decoded('"a\\"')).toBe(UNCLOSED + "0");
  });
});
