import { proxy_get_buffer_bytes } from "@solo-io/proxy-runtime/assembly/imports";
import { begin, put } from "../bytes/line";
import { EXPECTED, ROOT, WHAT_FITS } from "../bytes/texts.gen";
import { allocate, closeEnd, openEnd, openTop } from "./arena";
import { POINTER_CELL, pointerCell, SIZE_CELL, sizeCell } from "./cells";
import { log } from "./log";
import { BLOCK_HEADER, keep, openHeap, sweep } from "./roots";
import { LOG_ERROR, OK } from "./status";

const PLUGIN_CONFIGURATION: i32 = 7;

/**
 * Reads the plugin configuration of `root` with `compile` and keeps what it makes. `compile` gets the JSON text (empty when
 * the user gave none), puts its result together by extend(), and answers where the result begins; it ends at openTop(). On
 * failure it answers 0, the line holds the error, and nothing stays.
 */
export function configure(root: u32, size: u32, prefix: usize, compile: (text: usize, size: usize) => usize): u32 {
  sweep(root);
  // The header of the block that keep() will make needs its room too.
  openEnd(openHeap() + BLOCK_HEADER);
  const done = compileAndKeep(root, size, prefix, compile);
  closeEnd();
  return done ? 1 : 0;
}

function compileAndKeep(root: u32, size: u32, prefix: usize, compile: (text: usize, size: usize) => usize): bool {
  let text: usize = 0;
  let textSize: usize = 0;
  if (size > 0) {
    if (proxy_get_buffer_bytes(PLUGIN_CONFIGURATION, 0, size, POINTER_CELL, SIZE_CELL) != OK) return tooLarge(prefix);
    text = pointerCell();
    textSize = sizeCell();
  }
  const result = compile(text, textSize);
  if (result == 0) {
    log(LOG_ERROR);
    return false;
  }
  const resultSize = openTop() - result;
  // The heap grows over the text, never over the result: `keep` copies downwards.
  keep(root, result, resultSize);
  return true;
}

function tooLarge(prefix: usize): bool {
  begin(prefix);
  put(ROOT);
  put(EXPECTED);
  put(WHAT_FITS);
  log(LOG_ERROR);
  return false;
}

/** Room for `size` more bytes of the result, zeroed. Traps never: a memory that cannot grow answers 0. */
export function extend(size: usize): usize {
  const at = allocate(size);
  if (at != 0) memory.fill(at, 0, size);
  return at;
}
