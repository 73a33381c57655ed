/** Numbers that a seed alone decides. */
export interface Random {
  /** 0 to 2^32 - 1. */
  next(): number;
  /** 0 to `bound` - 1. */
  below(bound: number): number;
  /** True once in `times`. */
  once(times: number): boolean;
  of<T>(items: readonly T[]): T;
}

/** Counter-based, with a multiply-xorshift mixer: fast, and good enough to choose inputs. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const below = (bound: number): number => Math.floor((next() / 4_294_967_296) * bound);
  return { next, below, once: (times) => below(times) === 0, of: (items) => items[below(items.length)]! };
}

/** The seed of one batch of one target: a batch can be repeated without those before it. */
export function batchSeed(seed: number, target: string, batch: number): number {
  let mixed = seed | 0;
  for (const character of `${target}/${batch}`) {
    mixed = Math.imul(mixed ^ character.charCodeAt(0), 0x01000193);
    mixed ^= mixed >>> 13;
  }
  return mixed;
}
