import { classOf } from "../../assembly/bytes/classes";
import * as seen from "../../assembly/bytes/classes.gen";
import { scan, scanBehind, scanEnd } from "../../assembly/path/scan";
import { makeScreen, SCREEN_SIZE, skipPlain } from "../../assembly/path/screen";
import { at } from "./memory";

const SCREEN: usize = memory.data(16, 16);
// The path twice: as it is, between plain bytes, and with something else before and behind it.
const PLAIN: usize = memory.data(96, 16);
const GUARDED: usize = memory.data(96, 16);
const BEFORE: usize = 16;

const MASKS: StaticArray<u32> = [
  0,
  seen.SEEN_ALWAYS,
  seen.SEEN_SLASH_DOT,
  seen.SEEN_SEGMENT_END,
  seen.SEEN_SLASH_SLASH | seen.SEEN_TRAILING_SLASH | seen.SEEN_NO_LEADING_SLASH,
  seen.SEEN_UPPER | seen.SEEN_NON_ASCII | seen.SEEN_SEMICOLON,
  seen.SEEN_PERCENT | seen.SEEN_BACKSLASH | seen.SEEN_SLASH_DOT | seen.SEEN_NO_LEADING_SLASH | seen.SEEN_UNSAFE,
  seen.SEEN_CONTROL | seen.SEEN_HASH,
  0x3fff,
];

function open(triggers: u32): void {
  memory.fill(SCREEN, 0, SCREEN_SIZE);
  makeScreen(SCREEN, triggers);
}

let paths: u32 = 0;
let skipped: u32 = 0;

// What differed: triggers found and expected, ends found and expected.
let differing: u32[] = [];

/** Whether the scan behind skipPlain's answer sees the same in the path of `size` bytes in PLAIN. */
function same(size: usize, triggers: u32, around: u8): bool {
  memory.fill(GUARDED, around, 96);
  memory.copy(GUARDED + BEFORE, PLAIN + BEFORE, size);
  const whole = PLAIN + BEFORE;
  const expected = scan(whole, whole + size) & triggers;
  const expectedEnd = scanEnd - whole;
  const from = GUARDED + BEFORE;
  const next = skipPlain(SCREEN, from, from + size);
  paths++;
  if (next > from) skipped++;
  const found = scanBehind(next, from, from + size) & triggers;
  const end = scanEnd - from;
  if (next >= from && next <= from + size && found == expected && end == expectedEnd) return true;
  differing = [found, expected, <u32>end, <u32>expectedEnd];
  return false;
}

/**
 * Every byte at each of the first 18 places of paths of 1 to 40 bytes that repeat `unit`, with `around` before and behind:
 * nothing, or of the first fault the triggers, the size, the place, the byte, and what differed. (As numbers: as-pect may show an
 * older string for the same address.)
 */
function sweep(unit: string, around: u8): u32[] {
  const repeated = at(unit);
  for (let i = 0; i < MASKS.length; i++) {
    const triggers = MASKS[i];
    open(triggers);
    for (let size = 1; size <= 40; size++) {
      memory.fill(PLAIN, 97, 96);
      for (let j = 0; j < size; j++) store<u8>(PLAIN + BEFORE + j, load<u8>(repeated + (j % unit.length)));
      for (let place = 0; place < min(size, 18); place++) {
        const kept = load<u8>(PLAIN + BEFORE + place);
        for (let byte: u32 = 0; byte < 256; byte++) {
          store<u8>(PLAIN + BEFORE + place, byte);
          if (!same(size, triggers, around)) return [triggers, size, place, byte].concat(differing);
        }
        store<u8>(PLAIN + BEFORE + place, kept);
      }
    }
  }
  return [];
}

/** How many of the `size` bytes of a path are skipped. */
function plain(text: string, triggers: u32): usize {
  open(triggers);
  const from = at(text + "xxxxxxxxxxxxxxxx");
  return skipPlain(SCREEN, from, from + text.length) - from;
}

describe("screen", () => {
  test("no byte at any place hides a trigger: plain bytes, slashes before and behind the path", () => {
    expect(sweep("a", 47)).toStrictEqual([]);
  });
  test("no byte at any place hides a trigger: dots in names, dots before and behind the path", () => {
    expect(sweep("/a.b", 46)).toStrictEqual([]);
  });
  test("no byte at any place hides a trigger: ends of segments, bytes beyond ASCII before and behind the path", () => {
    expect(sweep("a /", 255)).toStrictEqual([]);
  });
  test("most of these paths were skipped in part", () => {
    expect(paths).toBeGreaterThan(3_900_000);
    expect(skipped).toBeGreaterThan(paths / 2);
  });
  test("a screen tells every byte exactly", () => {
    for (let i = 0; i < MASKS.length; i++) {
      const triggers = MASKS[i];
      for (let byte: u32 = 0; byte < 256; byte++) {
        const matters =
          byte == 63 ||
          byte > 127 ||
          (classOf(byte) & triggers) != 0 ||
          (byte == 32 && (triggers & seen.SEEN_SEGMENT_END) != 0);
        expect(plain("aa" + String.fromCharCode(byte) + "a", triggers)).toBe(matters ? 2 : 4, byte.toString());
      }
    }
  });
  test("a plain path is skipped whole, at every size", () => {
    let path = "";
    for (let size = 0; size <= 50; size++) {
      expect(plain(path, 0x3fff)).toBe(size);
      path += size % 7 == 0 ? "/" : "a";
    }
  });
  test("two of slash and dot side by side are left to the scan, also across sixteen bytes", () => {
    const pairs = ["//", "/.", "./", ".."];
    for (let i = 0; i < pairs.length; i++) {
      expect(plain("/abc" + pairs[i] + "a", 0)).toBe(4);
      expect(plain("/abcdefghijklmn" + pairs[i] + "a", 0)).toBe(15);
      expect(plain("/abcdefghijklmno" + pairs[i] + "a", 0)).toBe(16);
    }
    expect(plain("/a.b/c.d/e-f", 0)).toBe(12);
  });
  test("the first byte that matters is named, not a later one", () => {
    expect(plain("/aAa%a?", seen.SEEN_UPPER | seen.SEEN_PERCENT)).toBe(2);
    expect(plain("/aAa%a?", seen.SEEN_PERCENT)).toBe(4);
    expect(plain("/aAa%a?", 0)).toBe(6);
  });
  test("sixteen bytes behind the end may be read, and no more", () => {
    expect(memory.grow(1)).toBeGreaterThan(0);
    const end = ((<usize>memory.size()) << 16) - 16;
    memory.fill(end - 64, 97, 80);
    open(0x3fff);
    for (let size: usize = 0; size <= 64; size++) expect(skipPlain(SCREEN, end - size, end)).toBe(end);
  });
});
