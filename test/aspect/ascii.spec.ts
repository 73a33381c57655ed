import { isControl, isDigit, isUnreserved, isUpper, toLower } from "../../assembly/bytes/ascii";

/** The bytes from 0 to 255 for which `holds` is true. */
function all(holds: (byte: u32) => bool): string {
  let text = "";
  for (let byte: u32 = 0; byte < 256; byte++) if (holds(byte)) text += String.fromCharCode(byte);
  return text;
}

describe("ascii", () => {
  test("isUpper holds for A to Z and nothing else", () => {
    expect(all((byte) => isUpper(byte))).toBe("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  });
  test("isDigit holds for 0 to 9 and nothing else", () => {
    expect(all((byte) => isDigit(byte))).toBe("0123456789");
  });
  test("isUnreserved holds for the bytes of RFC 3986 2.3 and nothing else", () => {
    expect(all((byte) => isUnreserved(byte))).toBe(
      "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~",
    );
  });
  test("isControl holds for the 32 first bytes and DEL", () => {
    const controls = all((byte) => isControl(byte));
    expect(controls.length).toBe(33);
    expect(controls.charCodeAt(0)).toBe(0);
    expect(controls.charCodeAt(31)).toBe(31);
    expect(controls.charCodeAt(32)).toBe(127);
  });
  test("toLower changes A to Z by 32 and nothing else", () => {
    for (let byte: u32 = 0; byte < 256; byte++) {
      expect(toLower(byte)).toBe(byte >= 65 && byte <= 90 ? byte + 32 : byte);
    }
  });
});
