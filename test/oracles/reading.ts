import type { Segments } from './oracle.ts';

// What the readings are made of. Every text holds one byte a character.

const escape = /%([\da-f]{2})/gi;

/** The path part: what is before the first `?` or `#`. */
export const pathOf = (target: string): string => target.replace(/[?#].*$/s, '');

/** Every %XX decoded once; a `%` that begins none stays. */
export const decodeLoosely = (text: string): string =>
  // Most segments hold no escape, and these tests read millions.
  !text.includes('%')
    ? text
    : text.replace(escape, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));

/** The same, null where a `%` begins no %XX. */
export const decodeProperly = (text: string): string | null =>
  /%(?![\da-f]{2})/i.test(text) ? null : decodeLoosely(text);

/** %uXXXX of an ASCII character decoded; the rest stays. */
export const decodePercentU = (text: string): string =>
  text.replace(/%u00([0-7][\da-f])/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));

/** `;...` taken away from every segment. */
export const withoutParameters = (path: string): string => path.replace(/;[^/]*/g, '');

export const foldBackslashes = (path: string): string => path.replaceAll('\\', '/');

export const mergeSlashes = (path: string): string => path.replace(/\/{2,}/g, '/');

/** The segments of a path, which may lack its first slash. */
export const segmentsOf = (path: string): string[] => path.replace(/^\//, '').split('/');

/** `.` and `..` resolved as RFC 3986 5.2.4 does; null where `..` leads above the root and `above` says to refuse that. */
export function resolveDots(path: string, above: 'drop' | 'refuse'): Segments | null {
  const out: string[] = [];
  const segments = segmentsOf(path);
  for (const [index, segment] of segments.entries()) {
    if (segment !== '.' && segment !== '..') {
      out.push(segment);
      continue;
    }
    if (segment === '..' && out.pop() === undefined && above === 'refuse') return null;
    if (index === segments.length - 1) out.push('');
  }
  return out;
}
