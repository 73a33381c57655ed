import type { Seeded } from './seeded.ts';

// What ordinary URLs are made of.

const nouns = (
  'orders items users invoices reports products carts reviews tickets projects builds images videos articles news team ' +
  'search status health events sessions devices metrics exports uploads docs guides blog archive settings profile'
).split(' ');
const letters = 'abcdefghijklmnopqrstuvwxyz';
const base64url = `${letters}${letters.toUpperCase()}0123456789-_`;

/** Names in several scripts, as people write them. */
export const scripts = [
  'café',
  'Überblick',
  'señal',
  'naïve',
  'Žluťoučký',
  'Привет',
  'Ελλάδα',
  'שלום',
  'مرحبا',
  'हिन्दी',
  'ไทย',
  '日本語',
  '東京都',
  '中文',
  '한국어',
  'emoji😀',
] as const;

export const noun = (random: Seeded): string => random.pick(nouns);
export const number = (random: Seeded): number => 1 + random.int(99_999);
export const word = (random: Seeded, length: number): string => of(random, letters, length);
export const hex = (random: Seeded, length: number): string => of(random, '0123456789abcdef', length);
export const token = (random: Seeded, length: number): string => of(random, base64url, length);

export const uuid = (random: Seeded): string => [8, 4, 4, 4, 12].map((length) => hex(random, length)).join('-');

export const date = (random: Seeded): string =>
  `20${10 + random.int(16)}-${twoDigits(1 + random.int(12))}-${twoDigits(1 + random.int(28))}`;

export const time = (random: Seeded): string => `${twoDigits(random.int(24))}:${twoDigits(random.int(60))}:00Z`;

export const email = (random: Seeded, at: '@' | '%40'): string =>
  `${word(random, 4)}.${word(random, 6)}${at}${word(random, 7)}.example`;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

const of = (random: Seeded, alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[random.int(alphabet.length)]).join('');
