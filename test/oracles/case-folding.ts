import type { Oracle } from './oracle.ts';
import { decodeLoosely, mergeSlashes, pathOf, resolveDots } from './reading.ts';

/** ASCII letters folded. */
export const lowerCase = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

export const caseFolding: Oracle = {
  id: 'case-folding',
  of: 'ASP.NET, IIS, file systems of Windows and macOS: letters in either case',
  needs: ['lower-case'],
  read: (target) => resolveDots(mergeSlashes(lowerCase(decodeLoosely(pathOf(target)))), 'drop'),
};
