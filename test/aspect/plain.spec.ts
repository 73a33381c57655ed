import { writeAscii } from "../../assembly/path/plain";
import { at, textAt } from "./memory";

function ascii(byte: u32): string {
  const to = at("....");
  return textAt(to, writeAscii(to, byte) - to + 1);
}

describe("plain", () => {
  test("a byte that means the same wherever it stands is written plain", () => {
    const plain = " !\"$&'*+,-./09:;<=>@AZ[\\]^_`az{|}~";
    for (let i = 0; i < plain.length; i++) expect(ascii(plain.charCodeAt(i))).toBe(plain.charAt(i) + ".");
  });
  test("NUL and control bytes stay encoded", () => {
    expect(ascii(0)).toBe("%00.");
    expect(ascii(0x0a)).toBe("%0A.");
    expect(ascii(0x1f)).toBe("%1F.");
    expect(ascii(0x7f)).toBe("%7F.");
  });
  test("what would begin a query, a fragment or another escape stays encoded", () => {
    expect(ascii(63)).toBe("%3F.");
    expect(ascii(35)).toBe("%23.");
    expect(ascii(37)).toBe("%25.");
  });
});
