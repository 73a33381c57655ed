import { findBytes } from "../../assembly/path/find";
import { FOUND, UNCHANGED } from "../../assembly/path/step";
import { at } from "./memory";

function find(text: string, low: u32, high: u32, del: bool): i32 {
  return findBytes(at(text), text.length, low, high, del);
}

describe("find", () => {
  test("a byte of the range is found wherever it stands, raw and percent-encoded", () => {
    expect(find("b", 98, 100, false)).toBe(FOUND);
    expect(find("/ad", 98, 100, false)).toBe(FOUND);
    expect(find("c//", 98, 100, false)).toBe(FOUND);
    expect(find("/%62", 98, 100, false)).toBe(FOUND);
    expect(find("%64/", 98, 100, false)).toBe(FOUND);
    expect(find("/%%63", 98, 100, false)).toBe(FOUND);
  });
  test("its neighbours are not", () => {
    expect(find("/ae%61%65", 98, 100, false)).toBe(UNCHANGED);
    expect(find("", 0, 255, true)).toBe(UNCHANGED);
  });
  test("the range may begin at NUL and end at 0xff", () => {
    expect(find("/\x00", 0, 0, false)).toBe(FOUND);
    expect(find("/%00", 0, 0, false)).toBe(FOUND);
    expect(find("/\x01%01", 0, 0, false)).toBe(UNCHANGED);
    expect(find("/\xff", 128, 255, false)).toBe(FOUND);
    expect(find("/%fF", 128, 255, false)).toBe(FOUND);
    expect(find("/\x7f%7f", 128, 255, false)).toBe(UNCHANGED);
  });
  test("DEL is found where it is asked for", () => {
    expect(find("/\x7f", 0, 31, true)).toBe(FOUND);
    expect(find("/%7F", 0, 31, true)).toBe(FOUND);
    expect(find("/\x7f%7F", 0, 31, false)).toBe(UNCHANGED);
    expect(find("/~\x80%80", 0, 31, true)).toBe(UNCHANGED);
  });
  test("an escape is decoded once, and one that the end cuts off is none", () => {
    expect(find("/%2500", 0, 0, false)).toBe(UNCHANGED);
    const from = at("/%00");
    expect(findBytes(from, 3, 0, 0, false)).toBe(UNCHANGED);
    expect(findBytes(from, 4, 0, 0, false)).toBe(FOUND);
  });
});
