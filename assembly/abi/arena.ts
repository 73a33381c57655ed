// The only memory that the host writes into. On the request path it is a fixed arena that each callback empties; while a
// configuration is read it is the open end of the linear memory, which may grow there and nowhere else.

/** Room for what one callback reads: a path of 128 KiB and a few short values. */
export const ARENA_SIZE: usize = 163840;
// 32 bytes more than that, because a path is read 16 bytes at a time (path/screen.ts).
// @ts-ignore: decorator
@lazy const ARENA: usize = memory.data(163872, 16);

/** More than this is never asked of the memory: 1 GiB. */
const MOST: usize = 1 << 30;

let top: usize = 0;
let limit: usize = 0;
let growing: bool = false;

/** Empties the arena. To be called first in every request callback that has a configuration: there is no limit before. */
// @ts-ignore: decorator
@inline
export function resetArena(): void {
  top = ARENA;
}

/** From here on memory is taken from `from` upwards and may grow. */
export function openEnd(from: usize): void {
  top = (from + 15) & ~15;
  limit = (<usize>memory.size()) << 16;
  growing = true;
}

/** Back to the arena. */
export function closeEnd(): void {
  limit = ARENA + ARENA_SIZE;
  growing = false;
  resetArena();
}

/** Moves what lies from `from` to the top of the open end down to `to`, and gives back the room between. */
export function closeGap(to: usize, from: usize): void {
  memory.copy(to, from, top - from);
  top -= from - to;
}

/** First free byte of the open end. */
export function openTop(): usize {
  return top;
}

/** 16-byte aligned room for `size` bytes, or 0 when there is none: the host then fails the call that asked for it. */
export function allocate(size: usize): usize {
  const at = top;
  const end = (at + size + 15) & ~15;
  // Where it fits before its end is aligned it fits then: the limit is aligned too. And it is never below `at`: the heap ends before
  // the text that it was made of did, so the open end begins within the memory.
  if (size > limit - at && !grow(end, size)) return 0;
  top = end;
  return at;
}

function grow(end: usize, size: usize): bool {
  if (!growing || size > MOST || end > MOST) return false;
  const pages = <i32>((end - limit + 65535) >>> 16);
  if (memory.grow(pages) < 0) return false;
  limit += (<usize>pages) << 16;
  return true;
}
