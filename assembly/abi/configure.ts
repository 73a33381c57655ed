import { proxy_get_buffer_bytes } from "@solo-io/proxy-runtime/assembly/imports";
import { begin, put } from "../bytes/line";
import { EXPECTED, ROOT, WHAT_FITS } from "../bytes/texts.gen";
import { allocate, closeEnd, openEnd, openTop } from "./arena";
import { POINTER_CELL, SIZE_CELL } from "./cells";
import { log } from "./log";
import { BLOCK_HEADER, keep, openHeap, sweep } from "./roots";
import { LOG_ERROR, OK } from "./status";
import { rootConfigured } from "./streams";

const PLUGIN_CONFIGURATION: i32 = 7;

/**
 * Reads the plugin configuration of `root`, `size` bytes of JSON (none when the user gave none), into the cells. From then on a
 * result is put together by extend(), until closeConfiguration(). False, and an error in the line, where it does not fit.
 */
export function openConfiguration(root: u32, size: u32, prefix: usize): bool {
  sweep(root);
  // The header of the block that keep() will make needs its room too.
  openEnd(openHeap() + BLOCK_HEADER);
  store<u32>(POINTER_CELL, 0);
  store<u32>(SIZE_CELL, 0);
  if (size == 0) return true;
  if (proxy_get_buffer_bytes(PLUGIN_CONFIGURATION, 0, size, POINTER_CELL, SIZE_CELL) == OK) return true;
  begin(prefix);
  put(ROOT);
  put(EXPECTED);
  put(WHAT_FITS);
  return false;
}

/**
 * Keeps what was made of the configuration of `root`, from `result` to openTop(). When `result` is 0 the error in the line is
 * logged, and nothing stays. Answers what the callback must answer.
 */
export function closeConfiguration(root: u32, result: usize): u32 {
  const accepted = result != 0;
  // The heap grows over the text, never over the result: `keep` copies downwards.
  if (accepted) keep(root, result, openTop() - result);
  else log(LOG_ERROR);
  closeEnd();
  rootConfigured(root, accepted);
  return accepted ? 1 : 0;
}

/** Room for `size` more bytes of the result, zeroed. Traps never: a memory that cannot grow answers 0. */
export function extend(size: usize): usize {
  const at = allocate(size);
  if (at != 0) memory.fill(at, 0, size);
  return at;
}
