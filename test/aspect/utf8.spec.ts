import { writeUtf8 } from "../../assembly/bytes/utf8";
import { at, textAt } from "./memory";

/** The bytes that it answers for, and the one behind them, which it must leave alone. */
function utf8(code: u32): string {
  const to = at("......");
  const size = writeUtf8(to, code);
  return textAt(to, size + 1);
}

describe("utf8", () => {
  test("one byte up to U+007F", () => {
    expect(utf8(0)).toBe("\x00.");
    expect(utf8(0x41)).toBe("A.");
    expect(utf8(0x7f)).toBe("\x7f.");
  });
  test("two bytes from U+0080 to U+07FF", () => {
    expect(utf8(0x80)).toBe("\xc2\x80.");
    expect(utf8(0xe9)).toBe("\xc3\xa9.");
    expect(utf8(0x7ff)).toBe("\xdf\xbf.");
  });
  test("three bytes from U+0800 to U+FFFF", () => {
    expect(utf8(0x800)).toBe("\xe0\xa0\x80.");
    expect(utf8(0x20ac)).toBe("\xe2\x82\xac.");
    expect(utf8(0xffff)).toBe("\xef\xbf\xbf.");
  });
  test("four bytes from U+10000 on", () => {
    expect(utf8(0x10000)).toBe("\xf0\x90\x80\x80.");
    expect(utf8(0x1f600)).toBe("\xf0\x9f\x98\x80.");
    expect(utf8(0x10ffff)).toBe("\xf4\x8f\xbf\xbf.");
  });
});
