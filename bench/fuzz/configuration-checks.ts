import { filterWords } from '../../tools/catalog/filter-words.ts';
import type { LogLine } from '../../tools/host/index.ts';
import type { Json } from './json-tree.ts';

const words: Readonly<Record<string, readonly string[]>> = Object.assign({}, ...Object.values(filterWords));

/** What is wrong with how a refusal was told; undefined for nothing. */
export function refusalFault(prefix: string, size: number, lines: readonly LogLine[]): string | undefined {
  const [line, ...more] = lines;
  if (line === undefined || more.length > 0) return `refused with ${lines.length} log lines`;
  const { level, message } = line;
  if (level !== 'error') return `refused with a line of level ${level}`;
  const place = / \(byte (\d+)\): found .+, expected ./.exec(message)?.[1];
  if (!message.startsWith(`${prefix}$`) || place === undefined) return `refused with the line ${message}`;
  if (Number(place) > size) return `refused at byte ${place} of ${size}`;
  return /^[\x20-\x7e]+$/.test(message) ? undefined : 'refused with a line that cannot be printed';
}

/** What each key's value must be, at whatever place the key stands. Other keys of the catalogue may hold anything. */
const values: Readonly<Record<string, (value: Json) => boolean>> = {
  rejectStatus: whole(400, 499),
  passes: whole(1, 8),
  bytes: whole(1, 131_072),
  port: whole(1, 65_535),
  mark: (value) => typeof value === 'boolean',
  restore: (value) => typeof value === 'boolean',
  preset: oneOf('Preset'),
  forward: oneOf('Forward'),
  action: oneOf('Action', 'GuardAction'),
  step: oneOf('Step', 'HostStep'),
  rule: oneOf('Rule'),
  sameTls: oneOf('SameTls'),
  missingSni: oneOf('MissingSni'),
  unknownHost: oneOf('UnknownHost'),
  path: isObject,
  host: isObject,
  steps: Array.isArray,
  rules: Array.isArray,
  listeners: Array.isArray,
  hosts: isTexts,
  exceptHosts: isTexts,
  pathPrefixes: isTexts,
  name: (value) => typeof value === 'string',
  tls: (value) => typeof value === 'string',
};

const keys = new Set(
  Object.entries(words)
    .filter(([table]) => table.endsWith('Key'))
    .flatMap(([, names]) => names),
);

/** What is wrong with a text that the filter has taken for a configuration; undefined for nothing. */
export function acceptanceFault(text: string): string | undefined {
  if (text === '') return undefined;
  let tree: Json;
  try {
    // Bytes from 0x80 on stay what they are: a reader of UTF-8 sees other characters, at the same places.
    tree = JSON.parse(text) as Json;
  } catch (error) {
    return `took what is no JSON: ${(error as Error).message}`;
  }
  if (!isObject(tree)) return 'took what is no object';
  const fault = treeFault(tree);
  if (fault !== undefined) return fault;
  // JSON.parse keeps the last of two equal keys; in the text they are two.
  const written = [...text.matchAll(/"(?:[^"\\]|\\.)*"[ \t\r\n]*(:?)/gs)].filter(([, colon]) => colon === ':').length;
  return written === keyCount(tree) ? undefined : 'took a key that stands twice';
}

function treeFault(tree: Json): string | undefined {
  if (Array.isArray(tree)) return first(tree.map(treeFault));
  if (!isObject(tree)) return undefined;
  return first(
    Object.entries(tree).map(([key, value]) => {
      if (!keys.has(key)) return `took the unknown key ${JSON.stringify(key)}`;
      if (values[key]?.(value) === false) return `took ${JSON.stringify(value)} for ${key}`;
      return treeFault(value);
    }),
  );
}

function keyCount(tree: Json): number {
  if (Array.isArray(tree)) return tree.reduce<number>((sum, item: Json) => sum + keyCount(item), 0);
  if (!isObject(tree)) return 0;
  return Object.values(tree).reduce<number>((sum, item) => sum + 1 + keyCount(item), 0);
}

const first = (faults: readonly (string | undefined)[]): string | undefined =>
  faults.find((fault) => fault !== undefined);

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: Json): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function whole(least: number, most: number): (value: Json) => boolean {
  return (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

function oneOf(...tables: readonly string[]): (value: Json) => boolean {
  const known = new Set<unknown>(tables.flatMap((table) => words[table] ?? []));
  return (value) => known.has(value);
}
