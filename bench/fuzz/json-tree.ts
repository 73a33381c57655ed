import type { Random } from './random.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

// Values that configurations get wrong.
const numbers = [
  0, -0, -1, 1, 8, 9, 399, 400, 499, 500, 65_535, 65_536, 131_072, 131_073, 4_294_967_296, 4_294_967_696, 1.5, 1e21,
  1e-7,
];
const texts = [
  '',
  ' ',
  '*',
  '*.',
  '.',
  'a',
  'A.example.com',
  '*.example.com',
  '[::1]',
  '\0',
  'é',
  '\ud83d\ude00',
  '/',
  '/a',
];
const edges: readonly Json[] = [null, true, false, [], {}, [[]], [{}], { '': 0 }, ...numbers, ...texts];

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** All values of some configurations, and their keys: what mutations put at other places. */
export interface Pool {
  readonly values: readonly Json[];
  readonly keys: readonly string[];
}

export function poolOf(trees: readonly Json[]): Pool {
  const values: Json[] = [...edges];
  const keys = new Set<string>();
  const walk = (value: Json): void => {
    values.push(value);
    if (Array.isArray(value)) value.forEach(walk);
    else if (isObject(value)) Object.entries(value).forEach(walkEntry);
  };
  const walkEntry = ([key, value]: [string, Json]): void => {
    keys.add(key);
    walk(value);
  };
  trees.forEach(walk);
  return { values, keys: [...keys, '', 'Path', 'constructor', '__proto__'] };
}

/** The tree with one thing changed somewhere in it. */
export function mutatedTree(tree: Json, pool: Pool, random: Random): Json {
  const entries = Array.isArray(tree)
    ? tree.map((item, at) => [at, item] as const)
    : isObject(tree)
      ? Object.entries(tree)
      : [];
  if (entries.length > 0 && !random.once(4)) {
    const [at, item] = random.of<readonly [string | number, Json]>(entries);
    const next = mutatedTree(item, pool, random);
    return Array.isArray(tree)
      ? tree.map((old, index) => (index === at ? next : old))
      : { ...(tree as object), [at]: next };
  }
  if (Array.isArray(tree)) return mutatedArray(tree, pool, random);
  if (isObject(tree)) return mutatedObject(Object.entries(tree), pool, random);
  return random.of(pool.values);
}

function mutatedArray(items: readonly Json[], pool: Pool, random: Random): Json {
  const at = random.below(items.length + 1);
  switch (random.below(6)) {
    case 0:
      return items.toSpliced(at, 1);
    case 1:
      return items.toSpliced(at, 0, random.of(pool.values));
    case 2:
      return items.toSpliced(at, 0, ...items.slice(at, at + 1));
    case 3:
      return items.toReversed();
    case 4:
      return Array.from({ length: random.below(70) }, () => items[at] ?? random.of(pool.values));
    default:
      return random.of(pool.values);
  }
}

function mutatedObject(entries: readonly (readonly [string, Json])[], pool: Pool, random: Random): Json {
  const at = random.below(entries.length + 1);
  const key = random.of(pool.keys);
  switch (random.below(5)) {
    case 0:
      return Object.fromEntries(entries.toSpliced(at, 1));
    case 1:
    case 2:
      return Object.fromEntries([...entries, [key, random.of(pool.values)]]);
    case 3:
      return Object.fromEntries(entries.map(([name, value], index) => [index === at ? key : name, value]));
    default:
      return random.of(pool.values);
  }
}
