import type { Json } from './json-tree.ts';
import type { Random } from './random.ts';

/** JSON that means the tree, as nobody would write it: white space, escapes, the order of keys. One byte a character. */
export function styledJson(tree: Json, random: Random): string {
  const plain = random.once(4);
  const space = (): string => (plain || !random.once(4) ? '' : random.of([' ', '\n', '\t', '\r\n', '   ']));
  const string = (text: string): string => {
    const quoted = JSON.stringify(text);
    if (plain || !random.once(4)) return Buffer.from(quoted, 'utf8').toString('latin1');
    return `"${[...Array(text.length).keys()].map((at) => unit(text, at, random)).join('')}"`;
  };
  const write = (value: Json): string => {
    if (typeof value === 'string') return string(value);
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    const items = Array.isArray(value)
      ? (value as readonly Json[]).map((item) => space() + write(item) + space())
      : ordered(Object.entries(value), random).map(
          ([key, item]) => `${space()}${string(key)}${space()}:${space()}${write(item)}${space()}`,
        );
    const inside = items.length === 0 ? space() : items.join(',');
    return Array.isArray(value) ? `[${inside}]` : `{${inside}}`;
  };
  return space() + write(tree) + space();
}

/** One UTF-16 code unit inside a string. */
function unit(text: string, at: number, random: Random): string {
  const code = text.charCodeAt(at);
  const literal = code >= 0x20 && code < 0x7f && code !== 0x22 && code !== 0x5c;
  if (literal && !random.once(3)) return text[at]!;
  if (code === 0x2f && random.once(2)) return '\\/';
  const digits = code.toString(16).padStart(4, '0');
  return `\\u${random.once(2) ? digits.toUpperCase() : digits}`;
}

function ordered<T>(items: readonly T[], random: Random): T[] {
  const rest = [...items];
  if (!random.once(3)) return rest;
  return items.map(() => rest.splice(random.below(rest.length), 1)[0]!);
}
