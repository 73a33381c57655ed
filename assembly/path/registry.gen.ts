// Made from tools/catalog by scripts/gen.mjs. Do not edit.
import { aboveRoot } from "./steps/above-root";
import { control } from "./steps/control";
import { decodeOverlong } from "./steps/decode-overlong";
import { decodePercent } from "./steps/decode-percent";
import { decodeSlashes } from "./steps/decode-slashes";
import { decodeUnicode } from "./steps/decode-unicode";
import { decodeUnreserved } from "./steps/decode-unreserved";
import { escapeUnsafe } from "./steps/escape-unsafe";
import { foldBackslash } from "./steps/fold-backslash";
import { invalidPercent } from "./steps/invalid-percent";
import { invalidUtf8 } from "./steps/invalid-utf8";
import { lowerCase } from "./steps/lower-case";
import { mergeSlashes } from "./steps/merge-slashes";
import { nonAscii } from "./steps/non-ascii";
import { nul } from "./steps/nul";
import { removeDotSegments } from "./steps/remove-dot-segments";
import { stripDotParams } from "./steps/strip-dot-params";
import { stripFragment } from "./steps/strip-fragment";
import { stripParams } from "./steps/strip-params";
import { stripTrailingDots } from "./steps/strip-trailing-dots";
import { stripTrailingSlash } from "./steps/strip-trailing-slash";
import { tooLong } from "./steps/too-long";
import { upperCaseHex } from "./steps/upper-case-hex";
import { envoyNormalizePath } from "./steps/envoy-normalize-path";
import { envoyMergeSlashes } from "./steps/envoy-merge-slashes";
import { undecoded } from "./steps/undecoded";

/** Runs step `id` on the `size` bytes at `from`, writing to `to`. See step.ts for what it answers. */
export function runStep(id: u32, from: usize, size: usize, to: usize, option: u32): i32 {
  switch (id) {
    case 0:
      return aboveRoot(from, size, to, option);
    case 1:
      return control(from, size, to, option);
    case 2:
      return decodeOverlong(from, size, to, option);
    case 3:
      return decodePercent(from, size, to, option);
    case 4:
      return decodeSlashes(from, size, to, option);
    case 5:
      return decodeUnicode(from, size, to, option);
    case 6:
      return decodeUnreserved(from, size, to, option);
    case 7:
      return escapeUnsafe(from, size, to, option);
    case 8:
      return foldBackslash(from, size, to, option);
    case 9:
      return invalidPercent(from, size, to, option);
    case 10:
      return invalidUtf8(from, size, to, option);
    case 11:
      return lowerCase(from, size, to, option);
    case 12:
      return mergeSlashes(from, size, to, option);
    case 13:
      return nonAscii(from, size, to, option);
    case 14:
      return nul(from, size, to, option);
    case 15:
      return removeDotSegments(from, size, to, option);
    case 16:
      return stripDotParams(from, size, to, option);
    case 17:
      return stripFragment(from, size, to, option);
    case 18:
      return stripParams(from, size, to, option);
    case 19:
      return stripTrailingDots(from, size, to, option);
    case 20:
      return stripTrailingSlash(from, size, to, option);
    case 21:
      return tooLong(from, size, to, option);
    case 22:
      return upperCaseHex(from, size, to, option);
    case 23:
      return envoyNormalizePath(from, size, to, option);
    case 24:
      return envoyMergeSlashes(from, size, to, option);
    case 25:
      return undecoded(from, size, to, option);
  }
  return -1;
}

export const STEP_COUNT: u32 = 26;
// u16 per step; the highest bit is set for a check
// @ts-ignore: decorator
@lazy export const TRIGGERS: usize = memory.data<u8>([6, 133, 66, 128, 2, 0, 2, 0, 2, 0, 130, 0, 2, 0, 160, 0, 4, 0, 2, 128, 130, 128, 1, 0, 0, 2, 130, 128, 66, 128, 2, 5, 8, 0, 16, 0, 8, 0, 0, 16, 0, 8, 0, 160, 2, 0, 230, 5, 0, 2, 82, 128]);
// rows: step, key, most, default (0 = required)
// @ts-ignore: decorator
@lazy export const OPTIONS: usize = memory.data<u32>([3, 2, 8, 1, 21, 3, 131072, 0, 4294967295]);
// per preset: count, then step and option of each
// @ts-ignore: decorator
@lazy export const PRESET_STEPS: usize = memory.data<u8>([0, 2, 16, 1, 23, 1, 3, 16, 1, 23, 1, 24, 1, 4, 4, 1, 16, 1, 23, 1, 24, 1, 8, 3, 8, 25, 1, 10, 1, 8, 1, 18, 1, 15, 1, 12, 1, 7, 1]);
