import type { Oracle } from './oracle.ts';
import { decodeLoosely, foldBackslashes, mergeSlashes, pathOf, resolveDots } from './reading.ts';

export const windowsNames: Oracle = {
  id: 'windows-names',
  of: 'what opens files on Windows: "\\" is a slash, dots and spaces at the end of a name are dropped after dot segments are resolved',
  needs: ['decode-percent', 'strip-trailing-dots', 'escape-unsafe'],
  read(target) {
    const segments = resolveDots(mergeSlashes(foldBackslashes(decodeLoosely(pathOf(target)))), 'drop');
    return segments?.map((segment) => (/[^. ]/.test(segment) ? segment.replace(/[. ]+$/, '') : segment)) ?? null;
  },
};
