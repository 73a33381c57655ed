import { classOf } from "../../assembly/bytes/classes";
import * as seen from "../../assembly/bytes/classes.gen";
import { scan, scanEnd } from "../../assembly/path/scan";
import { makeScreen, SCREEN_SIZE } from "../../assembly/path/screen";
import { at } from "./memory";
import { modelEnd, scanModel } from "./scan-model";

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

// What differed: triggers found and expected, ends found and expected.
let differing: u32[] = [];

/** Whether the scan sees the same as its model in the path of `size` bytes in PLAIN. */
function same(size: usize, triggers: u32, around: u8): bool {
  memory.fill(GUARDED, around, 96);
  memory.copy(GUARDED + BEFORE, PLAIN + BEFORE, size);
  const whole = PLAIN + BEFORE;
  const expected = scanModel(whole, whole + size) & triggers;
  const expectedEnd = modelEnd - whole;
  const from = GUARDED + BEFORE;
  paths++;
  const found = scan(SCREEN, from, from + size) & triggers;
  const end = scanEnd - from;
  if (found == expected && end == expectedEnd) return true;
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

/** Whether the screen names a byte of ASCII. */
function names(byte: u32): bool {
  return ((load<u8>(SCREEN + (byte & 15)) >>> (byte >>> 4)) & 1) != 0;
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
  test("as many paths as meant", () => {
    expect(paths).toBeGreaterThan(3_900_000);
  });
  test("a screen names the bytes that matter, and no other", () => {
    for (let i = 0; i < MASKS.length; i++) {
      const triggers = MASKS[i];
      open(triggers);
      for (let byte: u32 = 0; byte < 128; byte++) {
        const matters =
          byte == 63 || (classOf(byte) & triggers) != 0 || (byte == 32 && (triggers & seen.SEEN_SEGMENT_END) != 0);
        expect(names(byte)).toBe(matters, byte.toString());
      }
    }
  });
  test("sixteen bytes behind the end may be read, and no more", () => {
    expect(memory.grow(1)).toBeGreaterThan(0);
    const end = ((<usize>memory.size()) << 16) - 16;
    memory.fill(end - 64, 97, 80);
    open(0x3fff);
    for (let size: usize = 0; size <= 64; size++) {
      scan(SCREEN, end - size, end);
      expect(scanEnd).toBe(end);
    }
  });
});
