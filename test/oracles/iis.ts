import type { Oracle } from './oracle.ts';
import { decodeLoosely, decodePercentU, foldBackslashes, mergeSlashes, pathOf, resolveDots } from './reading.ts';

export const iis: Oracle = {
  id: 'iis',
  of: 'IIS (http.sys): %XX and %uXXXX are decoded once, "\\" is a slash, slashes are merged, dots resolved',
  read: (target) => resolveDots(mergeSlashes(foldBackslashes(decodeLoosely(decodePercentU(pathOf(target))))), 'drop'),
};
