import { put, putByte, putNumber, putShown } from "./line";
import { ROOT } from "./texts.gen";

// Where in the JSON document the reader is, kept as a stack of keys and indices: `$.listeners[3].hosts[0]`.

/** Deeper than any configuration of ours; a deeper place is shown up to here. */
const DEPTH: u32 = 16;
// A level is 8 bytes: address of the key (u32, 0 = an index), its size or the index (u32).
// @ts-ignore: decorator
@lazy const LEVELS: usize = memory.data(128, 8);

let depth: u32 = 0;
/** Levels of the object that a nested configuration stands in. */
let base: u32 = 0;

/** Back to the outermost place of the configuration that is read. */
export function atRoot(): void {
  depth = base;
}

/** From now on a configuration is read that is the value of the outermost key `key`. */
export function nestUnder(key: usize, size: usize): void {
  depth = 0;
  enter();
  onKey(key, size);
  base = 1;
}

/** The next configuration that is read stands for itself. */
export function unnest(): void {
  base = 0;
}

export function enter(): void {
  if (depth < DEPTH) setIndex(LEVELS + (depth << 3), 0);
  depth++;
}

export function leave(): void {
  depth--;
}

/** The innermost level is now at this key; the bytes must stay where they are. */
export function onKey(key: usize, size: usize): void {
  if (depth - 1 >= DEPTH) return;
  store<u32>(LEVELS + ((depth - 1) << 3), key);
  store<u32>(LEVELS + ((depth - 1) << 3), size, 4);
}

/** The innermost level is now at this index. */
export function onIndex(index: u32): void {
  if (depth - 1 < DEPTH) setIndex(LEVELS + ((depth - 1) << 3), index);
}

function setIndex(level: usize, index: u32): void {
  store<u32>(level, 0);
  store<u32>(level, index, 4);
}

/** Puts the place into the line. `levels` of it at most: an error about a whole object leaves its last key out. */
export function putPath(levels: u32): void {
  put(ROOT);
  const shown = levels < DEPTH ? levels : DEPTH;
  for (let i: u32 = 0; i < shown; i++) {
    const key: usize = load<u32>(LEVELS + (i << 3));
    const number = load<u32>(LEVELS + (i << 3), 4);
    if (key == 0) {
      putByte(91);
      putNumber(number);
      putByte(93);
    } else {
      putByte(46);
      putShown(key, number);
    }
  }
}

/** Puts the outermost place of the configuration that is read into the line: `$`, or `$.guard`. */
export function putRoot(): void {
  putPath(base);
}

export function pathDepth(): u32 {
  return depth;
}
