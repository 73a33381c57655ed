import { OPTIONS } from "../../path/registry.gen";

const ROW: usize = 20;

/** Row of the option that the step takes: step, key, least, most, default (0 = required), each a u32; or 0. */
export function optionRow(step: u32): usize {
  for (let row = OPTIONS; load<u32>(row) != 0xffffffff; row += ROW) {
    if (load<u32>(row) == step) return row;
  }
  return 0;
}

// @ts-ignore: decorator
@inline
export function optionKey(row: usize): u32 {
  return load<u32>(row, 4);
}

// @ts-ignore: decorator
@inline
export function leastOption(row: usize): u32 {
  return load<u32>(row, 8);
}

// @ts-ignore: decorator
@inline
export function mostOption(row: usize): u32 {
  return load<u32>(row, 12);
}

// @ts-ignore: decorator
@inline
export function defaultOption(row: usize): u32 {
  return load<u32>(row, 16);
}

/** Row of the option with that key; every key that is no other word of a step has one. */
export function optionOfKey(key: u32): usize {
  let row = OPTIONS;
  while (optionKey(row) != key) row += ROW;
  return row;
}
