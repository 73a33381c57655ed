// Made from tools/catalog by scripts/gen.mjs. Do not edit.
import { decodePercent } from "./steps/decode-percent";
import { decodeSlashes } from "./steps/decode-slashes";
import { decodeUnreserved } from "./steps/decode-unreserved";
import { envoyNormalizePath } from "./steps/envoy-normalize-path";
import { envoyMergeSlashes } from "./steps/envoy-merge-slashes";
import { escapeUnsafe } from "./steps/escape-unsafe";
import { foldBackslash } from "./steps/fold-backslash";
import { lowerCase } from "./steps/lower-case";
import { mergeSlashes } from "./steps/merge-slashes";
import { nul } from "./steps/nul";
import { removeDotSegments } from "./steps/remove-dot-segments";
import { stripDotParams } from "./steps/strip-dot-params";
import { stripFragment } from "./steps/strip-fragment";

/** Runs step `id` on the `size` bytes at `from`, writing to `to`. See step.ts for what it answers. */
export function runStep(id: u32, from: usize, size: usize, to: usize, option: u32): i32 {
  switch (id) {
    case 0:
      return decodePercent(from, size, to, option);
    case 1:
      return decodeSlashes(from, size, to, option);
    case 2:
      return decodeUnreserved(from, size, to, option);
    case 3:
      return envoyNormalizePath(from, size, to, option);
    case 4:
      return envoyMergeSlashes(from, size, to, option);
    case 5:
      return escapeUnsafe(from, size, to, option);
    case 6:
      return foldBackslash(from, size, to, option);
    case 7:
      return lowerCase(from, size, to, option);
    case 8:
      return mergeSlashes(from, size, to, option);
    case 9:
      return nul(from, size, to, option);
    case 10:
      return removeDotSegments(from, size, to, option);
    case 11:
      return stripDotParams(from, size, to, option);
    case 12:
      return stripFragment(from, size, to, option);
  }
  return -1;
}

export const STEP_COUNT: u32 = 13;
// u16 per step
// @ts-ignore: decorator
@lazy export const TRIGGERS: usize = memory.data<u8>([2, 0, 2, 0, 2, 0, 230, 5, 0, 2, 160, 0, 4, 0, 1, 0, 0, 2, 66, 0, 2, 5, 8, 0, 16, 0]);
// by number
// @ts-ignore: decorator
@lazy export const STEP_NAMES: usize = memory.data<u8>([14, 100, 101, 99, 111, 100, 101, 45, 112, 101, 114, 99, 101, 110, 116, 14, 100, 101, 99, 111, 100, 101, 45, 115, 108, 97, 115, 104, 101, 115, 17, 100, 101, 99, 111, 100, 101, 45, 117, 110, 114, 101, 115, 101, 114, 118, 101, 100, 20, 101, 110, 118, 111, 121, 45, 110, 111, 114, 109, 97, 108, 105, 122, 101, 45, 112, 97, 116, 104, 19, 101, 110, 118, 111, 121, 45, 109, 101, 114, 103, 101, 45, 115, 108, 97, 115, 104, 101, 115, 13, 101, 115, 99, 97, 112, 101, 45, 117, 110, 115, 97, 102, 101, 14, 102, 111, 108, 100, 45, 98, 97, 99, 107, 115, 108, 97, 115, 104, 10, 108, 111, 119, 101, 114, 45, 99, 97, 115, 101, 13, 109, 101, 114, 103, 101, 45, 115, 108, 97, 115, 104, 101, 115, 3, 110, 117, 108, 19, 114, 101, 109, 111, 118, 101, 45, 100, 111, 116, 45, 115, 101, 103, 109, 101, 110, 116, 115, 16, 115, 116, 114, 105, 112, 45, 100, 111, 116, 45, 112, 97, 114, 97, 109, 115, 14, 115, 116, 114, 105, 112, 45, 102, 114, 97, 103, 109, 101, 110, 116, 255]);
// u8 per step
// @ts-ignore: decorator
@lazy export const IS_CHECK: usize = memory.data<u8>([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
// per preset: count, steps
// @ts-ignore: decorator
@lazy export const PRESET_STEPS: usize = memory.data<u8>([0, 2, 11, 3, 3, 11, 3, 4, 4, 1, 11, 3, 4]);
