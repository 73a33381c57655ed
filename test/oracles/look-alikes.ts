import type { Oracle } from './oracle.ts';
import { decodeLoosely, foldBackslashes, mergeSlashes, pathOf, resolveDots } from './reading.ts';

const textOf = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');
const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** Characters beyond ASCII replaced one by one. */
function folded(target: string, fold: (character: string) => string): string {
  const text = textOf(decodeLoosely(pathOf(target)));
  return foldBackslashes(bytesOf(text.replace(/\P{ASCII}/gu, fold)));
}

export const fullWidth: Oracle = {
  id: 'full-width',
  of: 'back ends that fold full-width forms (U+FF01-U+FF5E) to ASCII',
  needs: [{ step: 'decode-unicode', action: 'reject' }],
  read: (target) =>
    resolveDots(
      mergeSlashes(
        folded(target, (character) => (/[\uff01-\uff5e]/.test(character) ? character.normalize('NFKC') : character)),
      ),
      'drop',
    ),
};

/** Slashes of the best-fit tables of Windows that NFKC does not know. */
const bestFit: Readonly<Record<string, string>> = { '\u2044': '/', '\u2215': '/', '\u2216': '\\', '\u29f5': '\\' };

export const lookAlikes: Oracle = {
  id: 'look-alikes',
  of: 'back ends that apply NFKC, Unicode case folding (the Kelvin sign is k, the long s is s) or the best-fit tables of Windows',
  needs: ['non-ascii'],
  read: (target) =>
    resolveDots(
      mergeSlashes(folded(target, (character) => bestFit[character] ?? character.normalize('NFKC').toLowerCase())),
      'drop',
    ),
};
