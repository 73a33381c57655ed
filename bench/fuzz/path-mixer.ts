import { pathAlphabet, pathTokens } from './path-tokens.ts';
import type { Random } from './random.ts';

/** Room for what is longer than the filters take (128 KiB and the arena of 160 KiB). */
const capacity = 200_000;
const usual = 4_096;
const hexDigits = Buffer.from('0123456789abcdef0123456789ABCDEF', 'latin1');
const percent = 0x25;

export interface PathMixer {
  /** Makes the next path; it stays until the one after. One byte a character. */
  next(random: Random): string;
  /** The same, short in any case. */
  short(random: Random): string;
}

/** Makes paths by putting tokens side by side, and by changing and splicing `seeds`: no objects but the string at the end. */
export function pathMixer(seeds: readonly Uint8Array[], tokens: readonly Uint8Array[] = pathTokens): PathMixer {
  const buffer = Buffer.alloc(capacity);
  let size = 0;

  const put = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length && size < capacity; at++) buffer[size++] = bytes[at]!;
  };
  const putTokens = (random: Random, count: number): void => {
    for (let index = 0; index < count; index++) put(random.of(tokens));
  };
  /** Opens a gap of `count` bytes at `at`, or closes one where it is negative. */
  const shift = (at: number, count: number): void => {
    if (size + count > usual) return;
    if (count > 0) buffer.copyWithin(at + count, at, size);
    else buffer.copyWithin(at, at - count, size);
    size += count;
  };

  const mutate = (random: Random): void => {
    const at = random.below(size + 1);
    switch (random.below(10)) {
      case 0:
        if (at < size) buffer[at] = random.of(pathAlphabet as unknown as number[]);
        return;
      case 1:
        if (at < size) buffer[at] = buffer[at]! ^ 0x20;
        return;
      case 2:
        if (at < size) buffer[at] = random.below(256);
        return;
      case 3:
      case 4: {
        const token = random.of(tokens);
        const before = size;
        shift(at, token.length);
        if (size !== before) buffer.set(token, at);
        return;
      }
      case 5:
        shift(at, -Math.min(1 + random.below(6), size - at));
        return;
      case 6: {
        const count = Math.min(1 + random.below(12), size - at);
        const before = size;
        shift(at, count);
        // What stands behind the gap is what was there: a copy of it goes in.
        if (size !== before) buffer.copyWithin(at, at + count, at + 2 * count);
        return;
      }
      case 7:
      case 8: {
        if (at === size) return;
        const byte = buffer[at]!;
        const again = random.once(4) ? 4 : 2;
        const before = size;
        shift(at, again);
        if (size === before) return;
        const upper = random.below(2) * 16;
        buffer[at] = percent;
        if (again === 4) buffer.set([0x32, 0x35], at + 1);
        buffer[at + again - 1] = hexDigits[(byte >> 4) + upper]!;
        buffer[at + again] = hexDigits[(byte & 15) + upper]!;
        return;
      }
      default:
        size = at;
    }
  };

  const make = (random: Random, longer: boolean): void => {
    size = 0;
    const kind = random.below(32);
    if (kind < 12) {
      if (!random.once(32)) buffer[size++] = 0x2f;
      putTokens(random, 1 + random.below(12));
    } else if (kind < 26) {
      put(random.of(seeds));
      for (let left = random.below(5); left > 0; left--) mutate(random);
    } else if (kind < 29) {
      put(random.of(seeds));
      size = random.below(size + 1);
      const other = random.of(seeds);
      put(other.subarray(random.below(other.length + 1)));
    } else if (kind === 29) {
      put(random.of(absolute));
      putTokens(random, random.below(8));
    } else if (kind === 30) {
      for (let left = random.below(24); left > 0; left--) buffer[size++] = random.below(256);
    } else if (random.once(8)) {
      put(random.of(odd));
    } else {
      put(random.of(seeds));
      mutate(random);
    }
    if (random.once(8)) {
      buffer[size++] = 0x3f;
      putTokens(random, random.below(6));
    }
    if (longer && random.once(512))
      lengthen(random, random.once(16) ? 131_072 - 24 + random.below(48) : 1 << (8 + random.below(7)));
    if (longer && random.once(65_536)) lengthen(random, capacity - random.below(60_000));
  };

  /** Repeats what is there, with a token here and there, up to `most` bytes. */
  const lengthen = (random: Random, most: number): void => {
    if (size === 0) buffer[size++] = 0x2f;
    // Mostly a path part: what is behind a "?" is not looked at.
    if (!random.once(4)) for (let at = 0; at < size; at++) if (buffer[at] === 0x3f) buffer[at] = 0x2f;
    while (size < most) {
      buffer.copyWithin(size, 0, Math.min(size, most - size));
      size = Math.min(size * 2, most);
    }
  };

  return {
    next(random) {
      make(random, true);
      return buffer.toString('latin1', 0, size);
    },
    short(random) {
      make(random, false);
      return buffer.toString('latin1', 0, size);
    },
  };
}

const bytesOfAll = (texts: readonly string[]): Uint8Array[] => texts.map((text) => Buffer.from(text, 'latin1'));
const absolute = bytesOfAll([
  'http://host/',
  'HTTPS://h:8/',
  'a+b://[::1]/',
  '1://',
  '://',
  'http://h\\',
  'http://',
  'http://h?',
  '//h/',
]);
const odd = bytesOfAll([
  '',
  '*',
  '?',
  '/',
  '//',
  '/?',
  '**',
  'http://',
  'http://h',
  'http:///',
  '/.',
  '/..',
  '.',
  '..',
  '%',
  '\\',
]);
