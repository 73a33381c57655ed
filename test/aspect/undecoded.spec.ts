import { FOUND, UNCHANGED } from "../../assembly/path/step";
import { undecoded } from "../../assembly/path/steps/undecoded";
import { at } from "./memory";

function find(text: string): i32 {
  return undecoded(at(text), text.length, 0, 0);
}

describe("undecoded", () => {
  test("every byte by itself: percent sign, hash and control bytes are found, no other is", () => {
    for (let byte: u32 = 0; byte < 256; byte++) {
      const found = byte == 37 || byte == 35 || byte < 32 || byte == 127;
      expect(find(String.fromCharCode(byte))).toBe(found ? FOUND : UNCHANGED, byte.toString());
      expect(find("/a" + String.fromCharCode(byte) + "b")).toBe(found ? FOUND : UNCHANGED, byte.toString());
    }
  });
  test("an escape is found whatever it stands for, and what only begins as one", () => {
    expect(find("/%41")).toBe(FOUND);
    expect(find("/%3F")).toBe(FOUND);
    expect(find("/%zz")).toBe(FOUND);
    expect(find("/a%")).toBe(FOUND);
  });
  test("nothing at or behind the end counts", () => {
    expect(undecoded(at("/a%#\x00"), 2, 0, 0)).toBe(UNCHANGED);
    expect(undecoded(at("/a%"), 3, 0, 0)).toBe(FOUND);
    expect(undecoded(at("%"), 0, 0, 0)).toBe(UNCHANGED);
  });
});
