import type { Oracle } from './oracle.ts';
import { decodeLoosely, mergeSlashes, pathOf, resolveDots } from './reading.ts';

export const cString: Oracle = {
  id: 'c-string',
  of: 'programs whose file calls end a name at NUL or at a line end (CGI scripts, PHP before 5.3.4)',
  // oxlint-disable-next-line no-control-regex
  read: (target) => resolveDots(mergeSlashes(decodeLoosely(pathOf(target)).replace(/[\0\r\n].*$/s, '')), 'drop'),
};
