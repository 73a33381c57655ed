import { escapeAt, hexPair, hexValue, writeEscape } from "../../assembly/bytes/percent";
import { at, textAt } from "./memory";

function escape(text: string): i32 {
  const from = at(text);
  return escapeAt(from, from + text.length);
}

describe("percent", () => {
  test("hexValue knows the digits of both cases and their neighbours", () => {
    const digits = "0123456789abcdefABCDEF";
    for (let i = 0; i < digits.length; i++) {
      expect(hexValue(digits.charCodeAt(i))).toBe(i < 16 ? i : i - 6, digits.charAt(i));
    }
    const others = "/:@G`g %\x00\xff";
    for (let i = 0; i < others.length; i++) {
      expect(hexValue(others.charCodeAt(i))).toBeGreaterThan(255, others.charAt(i));
    }
  });
  test("hexPair reads two digits, and refuses one that is none in either place", () => {
    expect(hexPair(at("00"))).toBe(0);
    expect(hexPair(at("fF"))).toBe(255);
    expect(hexPair(at("2f"))).toBe(47);
    expect(hexPair(at("4g"))).toBe(-1);
    expect(hexPair(at("g4"))).toBe(-1);
    expect(hexPair(at("0/"))).toBe(-1);
    expect(hexPair(at("%%"))).toBe(-1);
  });
  test("escapeAt reads %XX within its end", () => {
    expect(escape("%41")).toBe(65);
    expect(escape("%00")).toBe(0);
    expect(escape("%fe")).toBe(254);
    expect(escape("%41x")).toBe(65);
  });
  test("escapeAt finds none in what is cut off, though digits follow behind the end", () => {
    expect(escape("%4")).toBe(-1);
    expect(escape("%")).toBe(-1);
    const from = at("%41");
    expect(escapeAt(from, from + 2)).toBe(-1);
    expect(escapeAt(from, from + 1)).toBe(-1);
    expect(escapeAt(from, from)).toBe(-1);
  });
  test("escapeAt finds none where no percent sign or no digits stand", () => {
    expect(escape("41%")).toBe(-1);
    expect(escape("%zz")).toBe(-1);
    expect(escape("%4%")).toBe(-1);
    expect(escape("%u0041")).toBe(-1);
  });
  test("writeEscape writes upper-case digits and answers the next address", () => {
    const to = at("......");
    expect(writeEscape(to, 0xaf)).toBe(to + 3);
    expect(textAt(to, 4)).toBe("%AF.");
    writeEscape(to, 0);
    expect(textAt(to, 3)).toBe("%00");
    writeEscape(to, 0x9a);
    expect(textAt(to, 3)).toBe("%9A");
  });
});
