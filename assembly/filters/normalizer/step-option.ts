import * as json from "../../bytes/json";
import { OPTIONS } from "../../path/registry.gen";

// Rows of the options that steps take: step, key, most, default (0 = required), each a u32. The least is 1.

export const OPTION_ROW: usize = 16;
/** In place of a step, behind the last row. */
export const NO_STEP: u32 = 0xffffffff;

// @ts-ignore: decorator
@inline
export function optionStep(row: usize): u32 {
  return load<u32>(row);
}

// @ts-ignore: decorator
@inline
export function optionKey(row: usize): u32 {
  return load<u32>(row, 4);
}

// @ts-ignore: decorator
@inline
export function defaultOption(row: usize): u32 {
  return load<u32>(row, 12);
}

/** Reads the value of that key; every key that is no other word of a step is one of an option. */
export function readOptionOf(key: u32): u32 {
  let row = OPTIONS;
  while (optionKey(row) != key) row += OPTION_ROW;
  return json.readWhole(1, load<u32>(row, 8));
}
