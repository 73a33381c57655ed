import { BITS, FIRST_LETTER, LETTERS, LOW_HALF, ONE, SLASH_BYTE, SMALL, TOP_BIT } from "../../assembly/path/lanes";

describe("lanes", () => {
  it("one bit for each high half of an ASCII byte, none for others", () => {
    for (let half: u32 = 0; half < 16; half++) {
      const bit: u32 = load<u8>(BITS + <usize>half);
      expect(bit).toBe(half < 8 ? 1 << half : 0, half.toString());
    }
  });

  it("the bytes to be spread", () => {
    expect(load<u8>(LOW_HALF)).toBe(15);
    expect(load<u8>(TOP_BIT)).toBe(128);
    expect(load<u8>(FIRST_LETTER)).toBe(65);
    expect(load<u8>(FIRST_LETTER) + load<u8>(LETTERS) - 1).toBe(90);
    expect(load<u8>(FIRST_LETTER) | load<u8>(SMALL)).toBe(97);
  });

  it("`/` and `.` are one byte but for the lowest bit, and no other byte is", () => {
    const slash = load<u8>(SLASH_BYTE);
    for (let byte: u32 = 0; byte < 256; byte++) {
      const here = ((<u8>byte) | load<u8>(ONE)) == slash;
      expect(here).toBe(byte == 46 || byte == 47, byte.toString());
    }
  });
});
