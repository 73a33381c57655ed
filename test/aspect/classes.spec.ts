import * as seen from "../../assembly/bytes/classes.gen";
import { classOf } from "../../assembly/bytes/classes";

/** The bytes from 0 to 255 that have the trigger. */
function all(trigger: u32): string {
  let text = "";
  for (let byte: u32 = 0; byte < 256; byte++) if (classOf(byte) & trigger) text += String.fromCharCode(byte);
  return text;
}

/** The bytes from `first` to `last`. */
function range(first: u32, last: u32): string {
  let text = "";
  for (let byte = first; byte <= last; byte++) text += String.fromCharCode(byte);
  return text;
}

describe("classes", () => {
  test("one byte alone", () => {
    expect(all(seen.SEEN_PERCENT)).toBe("%");
    expect(all(seen.SEEN_BACKSLASH)).toBe("\\");
    expect(all(seen.SEEN_SEMICOLON)).toBe(";");
    expect(all(seen.SEEN_HASH)).toBe("#");
  });
  test("ranges of bytes, each with its first and its last", () => {
    expect(all(seen.SEEN_UPPER)).toBe(range(65, 90));
    expect(all(seen.SEEN_CONTROL)).toBe(range(0, 31) + "\x7f");
    expect(all(seen.SEEN_NON_ASCII)).toBe(range(128, 255));
  });
  test("what a URI may not hold, but NUL", () => {
    expect(all(seen.SEEN_UNSAFE)).toBe(range(1, 32) + '"<>^`{|}' + range(127, 255));
  });
  test("no byte tells by itself what takes two of them, or a place", () => {
    const places =
      seen.SEEN_SLASH_DOT |
      seen.SEEN_SLASH_SLASH |
      seen.SEEN_NO_LEADING_SLASH |
      seen.SEEN_TRAILING_SLASH |
      seen.SEEN_SEGMENT_END |
      seen.SEEN_ALWAYS;
    expect(all(places)).toBe("");
  });
});
