import {
  proxy_get_header_map_pairs,
  proxy_get_header_map_value,
  proxy_replace_header_map_value,
} from "@solo-io/proxy-runtime/assembly/imports";
import { sameBytes } from "../bytes/same";
import { textBytes, textSize } from "../bytes/text";
import { allocate, ARENA_SIZE, resetArena } from "./arena";
import { POINTER_CELL, pointerCell, SIZE_CELL, sizeCell } from "./cells";
import { BAD_ARGUMENT, NOT_FOUND, OK } from "./status";

const REQUEST_HEADERS: i32 = 0;

/** The headers of the request that is being judged as they came, in the ABI's serialization; 0 where each is asked for by itself. */
let all: usize = 0;

/**
 * Empties the arena and reads all headers at once, which costs as much as reading one; from then on getRequestHeader() looks there.
 * Where they take more than half of the arena each is asked for by itself, so that there is room for what else must be read. To be
 * called first for each request, or for none.
 */
export function readRequestHeaders(): void {
  resetArena();
  const status = proxy_get_header_map_pairs(REQUEST_HEADERS, POINTER_CELL, SIZE_CELL);
  all = status == OK && sizeCell() > 0 && sizeCell() < ARENA_SIZE / 2 ? pointerCell() : 0;
  if (all == 0) resetArena();
}

/** Finds request header `name`; on OK its bytes are in the cells, to be read and not to be changed. */
export function getRequestHeader(name: usize): u32 {
  if (all != 0) return find(textBytes(name), textSize(name));
  return proxy_get_header_map_value(REQUEST_HEADERS, textBytes(name), textSize(name), POINTER_CELL, SIZE_CELL);
}

/** The same with a copy that may be changed. */
export function copyRequestHeader(name: usize): u32 {
  const status = getRequestHeader(name);
  if (all == 0 || status != OK) return status;
  const copy = allocate(sizeCell());
  if (copy == 0) return BAD_ARGUMENT;
  memory.copy(copy, pointerCell(), sizeCell());
  store<u32>(POINTER_CELL, copy);
  return OK;
}

/** Writes request header `name`. Envoy clears the route cache for it (ABI <= 0.2.1). */
export function replaceRequestHeader(name: usize, value: usize, size: usize): u32 {
  return proxy_replace_header_map_value(REQUEST_HEADERS, textBytes(name), textSize(name), value, size);
}

/**
 * The first header of that name. The serialization: how many pairs (u32), for each the sizes of its name and its value (u32 each),
 * then for each its name and its value, a zero behind both.
 */
function find(name: usize, size: usize): u32 {
  const count = load<u32>(all);
  let sizes = all + 4;
  let at = sizes + ((<usize>count) << 3);
  for (let i: u32 = 0; i < count; i++) {
    const nameSize: usize = load<u32>(sizes);
    const valueSize: usize = load<u32>(sizes, 4);
    if (nameSize == size && sameBytes(at, name, size)) {
      store<u32>(POINTER_CELL, at + size + 1);
      store<u32>(SIZE_CELL, valueSize);
      return OK;
    }
    at += nameSize + valueSize + 2;
    sizes += 8;
  }
  return NOT_FOUND;
}
