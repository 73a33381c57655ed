import { unicodeEscape, unicodeEscapeSize } from "../../assembly/bytes/unicode-escape";
import { at } from "./memory";

const PERCENT: u32 = 37;
const BACKSLASH: u32 = 92;

/** Code point and size, or "none". */
function read(lead: u32, text: string): string {
  const from = at(text);
  const code = unicodeEscape(lead, from, from + text.length);
  return code < 0 ? "none" : code.toString(16) + " of " + unicodeEscapeSize.toString();
}

/** The same, where the first `size` bytes of `text` are all there is. */
function readCut(lead: u32, text: string, size: usize): string {
  const from = at(text);
  const code = unicodeEscape(lead, from, from + size);
  return code < 0 ? "none" : code.toString(16) + " of " + unicodeEscapeSize.toString();
}

describe("unicode-escape", () => {
  test("four digits of either case", () => {
    expect(read(BACKSLASH, "\\u0000")).toBe("0 of 6");
    expect(read(BACKSLASH, "\\u00eF")).toBe("ef of 6");
    expect(read(PERCENT, "%u12aB")).toBe("12ab of 6");
    expect(read(PERCENT, "%uFFFF")).toBe("ffff of 6");
    expect(read(PERCENT, "%u00410")).toBe("41 of 6");
  });
  test("%U is read as %u is, \\U is none", () => {
    expect(read(PERCENT, "%U0041")).toBe("41 of 6");
    expect(read(BACKSLASH, "\\U0041")).toBe("none");
    expect(read(PERCENT, "%Ud83d%uDE00")).toBe("1f600 of 12");
    expect(read(PERCENT, "%ud83d%UDE00")).toBe("1f600 of 12");
    expect(read(BACKSLASH, "\\ud83d\\Ude00")).toBe("none");
  });
  test("the lead that was asked for, and no other", () => {
    expect(read(PERCENT, "\\u0041")).toBe("none");
    expect(read(BACKSLASH, "%u0041")).toBe("none");
    expect(read(PERCENT, "%ud83d\\ude00")).toBe("none");
    expect(read(BACKSLASH, "\\ud83d%ude00")).toBe("none");
  });
  test("neither letter nor digits, no escape", () => {
    expect(read(PERCENT, "%v0041")).toBe("none");
    expect(read(PERCENT, "%00041")).toBe("none");
    for (let i = 2; i < 6; i++) {
      const text = "%u0041";
      expect(read(PERCENT, text.substring(0, i) + "g" + text.substring(i + 1))).toBe("none", i.toString());
    }
  });
  test("pairs of surrogates, from the first to the last", () => {
    expect(read(BACKSLASH, "\\ud800\\udc00")).toBe("10000 of 12");
    expect(read(BACKSLASH, "\\udbff\\udfff")).toBe("10ffff of 12");
    expect(read(PERCENT, "%ud83d%ude00")).toBe("1f600 of 12");
  });
  test("half a pair is none, and its neighbours are no half", () => {
    expect(read(PERCENT, "%ud800")).toBe("none");
    expect(read(PERCENT, "%udbff%u0041")).toBe("none");
    expect(read(PERCENT, "%ud800%ud800")).toBe("none");
    expect(read(PERCENT, "%ud800%udbff")).toBe("none");
    expect(read(PERCENT, "%ud800%ue000")).toBe("none");
    expect(read(PERCENT, "%udc00%udc00")).toBe("none");
    expect(read(PERCENT, "%udc00%ud800")).toBe("none");
    expect(read(PERCENT, "%udfff")).toBe("none");
    expect(read(PERCENT, "%ud800x%udc00")).toBe("none");
    expect(read(PERCENT, "%ud7ff%udc00")).toBe("d7ff of 6");
    expect(read(PERCENT, "%ue000%udc00")).toBe("e000 of 6");
  });
  test("what the end cuts off is none, though the rest follows behind it", () => {
    for (let size = 0; size < 6; size++) expect(readCut(PERCENT, "%u0041", size)).toBe("none", size.toString());
    expect(readCut(PERCENT, "%u0041", 6)).toBe("41 of 6");
    for (let size = 0; size < 12; size++) {
      expect(readCut(BACKSLASH, "\\ud83d\\ude00", size)).toBe("none", size.toString());
    }
    expect(readCut(BACKSLASH, "\\ud83d\\ude00", 12)).toBe("1f600 of 12");
  });
  test("a pair leaves no size behind for the escape after it", () => {
    expect(read(PERCENT, "%ud83d%ude00")).toBe("1f600 of 12");
    expect(read(PERCENT, "%u0041")).toBe("41 of 6");
  });
});
