import { CURRENT, dotSegment, dotSegmentSize, dotSize, NO_SEGMENT, PARENT, parent } from "../../assembly/path/dots";
import { at } from "./memory";

function size(text: string): usize {
  const from = at(text);
  return dotSize(from, from + text.length);
}

function segment(text: string, backslash: bool): u32 {
  const from = at(text);
  return dotSegment(from, size(text), from + text.length, backslash);
}

/** Size of the output after its last segment is taken away. */
function after(output: string): usize {
  const from = at(output);
  return parent(from, from + output.length) - from;
}

describe("dots", () => {
  test("dotSize knows a dot raw and escaped, within its end", () => {
    expect(size(".")).toBe(1);
    expect(size("%2e")).toBe(3);
    expect(size("%2E")).toBe(3);
    expect(size("%2f")).toBe(0);
    expect(size("%2")).toBe(0);
    expect(size("a")).toBe(0);
    expect(size("")).toBe(0);
    const cut = at("%2e");
    expect(dotSize(cut, cut + 2)).toBe(0);
  });
  test("a current segment ends at a slash or the end", () => {
    expect(segment(".", false)).toBe(CURRENT);
    expect(dotSegmentSize).toBe(1);
    expect(segment("./a", false)).toBe(CURRENT);
    expect(dotSegmentSize).toBe(2);
    expect(segment("%2e/a", false)).toBe(CURRENT);
    expect(dotSegmentSize).toBe(4);
  });
  test("a parent segment, in every spelling", () => {
    expect(segment("..", false)).toBe(PARENT);
    expect(dotSegmentSize).toBe(2);
    expect(segment("../", false)).toBe(PARENT);
    expect(dotSegmentSize).toBe(3);
    expect(segment(".%2E/", false)).toBe(PARENT);
    expect(dotSegmentSize).toBe(5);
    expect(segment("%2e./", false)).toBe(PARENT);
    expect(dotSegmentSize).toBe(5);
    expect(segment("%2e%2e", false)).toBe(PARENT);
    expect(dotSegmentSize).toBe(6);
  });
  test("three dots, and dots with anything behind them, are a name", () => {
    expect(segment("...", false)).toBe(NO_SEGMENT);
    expect(segment("..%2e", false)).toBe(NO_SEGMENT);
    expect(segment(".a", false)).toBe(NO_SEGMENT);
    expect(segment("..;", false)).toBe(NO_SEGMENT);
    expect(segment("..%2f", false)).toBe(NO_SEGMENT);
    expect(segment(".%", false)).toBe(NO_SEGMENT);
  });
  test("a backslash ends a segment only where told", () => {
    expect(segment("..\\a", true)).toBe(PARENT);
    expect(dotSegmentSize).toBe(3);
    expect(segment(".\\", true)).toBe(CURRENT);
    expect(segment("..\\a", false)).toBe(NO_SEGMENT);
    expect(segment(".\\", false)).toBe(NO_SEGMENT);
  });
  test("parent takes the last segment away and keeps the slash before it", () => {
    expect(after("/a/b/")).toBe(3);
    expect(after("/a/")).toBe(1);
    expect(after("/a//")).toBe(3);
    expect(after("//")).toBe(1);
  });
  test("parent stays at the root", () => {
    expect(after("/")).toBe(1);
  });
});
