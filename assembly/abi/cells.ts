// Where host calls leave their answers: one static pair of cells, read at once and never kept.

// @ts-ignore: decorator
@lazy export const POINTER_CELL: usize = memory.data(16, 8);
// @ts-ignore: decorator
@lazy export const SIZE_CELL: usize = POINTER_CELL + 4;

// @ts-ignore: decorator
@inline
export function pointerCell(): usize {
  return load<u32>(POINTER_CELL);
}

// @ts-ignore: decorator
@inline
export function sizeCell(): usize {
  return load<u32>(POINTER_CELL, 4);
}
