import type { Oracle } from './oracle.ts';
import { decodeLoosely, foldBackslashes, mergeSlashes, pathOf, resolveDots } from './reading.ts';

export const decodeTwice: Oracle = {
  id: 'decode-twice',
  of: 'applications that decode a path which their container has decoded (IIS, CVE-2001-0333; frameworks behind a servlet container)',
  read: (target) => resolveDots(mergeSlashes(foldBackslashes(decodeLoosely(decodeLoosely(pathOf(target))))), 'drop'),
};
