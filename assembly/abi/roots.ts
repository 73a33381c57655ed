import { proxy_set_effective_context } from "@solo-io/proxy-runtime/assembly/imports";
import { OK } from "./status";

// The compiled configuration of every live root context (plugin instance) of this VM. Several instances share a VM, and an
// update makes a new root while the old one still serves its streams, so nothing of a configuration is global.
//
// Each configuration is one block in the heap that begins at __heap_base. A block begins with a header of 16 bytes: its size
// with the header (u32) and its root's context id (u32, 0 = free). Blocks are laid side by side, first fit, and free ones are
// joined. Roots that are gone are found when the next configuration arrives: the host then refuses their id as effective
// context. So no callback is exported for them, and any number of updates leaves the memory flat.

export const BLOCK_HEADER: usize = 16;

let heapEnd: usize = 0;

// @ts-ignore: decorator
@inline
function heapStart(): usize {
  return (__heap_base + 15) & ~15;
}

/** First byte behind the last block: where a new configuration is put together. */
export function openHeap(): usize {
  if (heapEnd == 0) heapEnd = heapStart();
  return heapEnd;
}

/** The configuration of root context `root`, or 0 when it has none. A VM has few roots: a walk over their blocks is short. */
export function configurationOf(root: u32): usize {
  for (let block = heapStart(); block < heapEnd; block += load<u32>(block)) {
    if (root != 0 && load<u32>(block, 4) == root) return block + BLOCK_HEADER;
  }
  return 0;
}

/**
 * Gives back the blocks of roots that the host no longer knows, and that of `root` itself, which is configured anew. Ends with
 * `root` as the effective context.
 */
export function sweep(root: u32): void {
  for (let block = heapStart(); block < heapEnd; block += load<u32>(block)) {
    const owner = load<u32>(block, 4);
    if (owner != 0 && (owner == root || proxy_set_effective_context(owner) != OK)) store<u32>(block, 0, 4);
  }
  proxy_set_effective_context(root);
  joinFree();
}

/** Moves the `size` bytes at `from`, above the heap, into the heap as the configuration of `root`. */
export function keep(root: u32, from: usize, size: usize): void {
  const need = (BLOCK_HEADER + size + 15) & ~15;
  let block = heapStart();
  while (block < heapEnd && !(load<u32>(block, 4) == 0 && <usize>load<u32>(block) >= need)) block += load<u32>(block);
  const room: usize = block < heapEnd ? <usize>load<u32>(block) : need;
  if (block >= heapEnd) heapEnd = block + need;
  memory.copy(block + BLOCK_HEADER, from, size);
  // What is left of a hole becomes a hole of its own when it can hold a header.
  if (room > need) {
    store<u32>(block + need, room - need);
    store<u32>(block + need, 0, 4);
  }
  store<u32>(block, need);
  store<u32>(block, root, 4);
}

function joinFree(): void {
  let block = heapStart();
  while (block < heapEnd) {
    if (load<u32>(block, 4) == 0) {
      let next = block + load<u32>(block);
      while (next < heapEnd && load<u32>(next, 4) == 0) next += load<u32>(next);
      store<u32>(block, next - block);
      if (next == heapEnd) {
        heapEnd = block;
        return;
      }
    }
    block += load<u32>(block);
  }
}
