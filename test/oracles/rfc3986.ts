import type { Oracle } from './oracle.ts';
import { decodeLoosely, pathOf, resolveDots } from './reading.ts';

/** The letter of the standard: unreserved bytes decoded, dot segments resolved, split, and only then the rest decoded. */
export const rfc3986: Oracle = {
  id: 'rfc3986',
  of: 'RFC 3986 6.2.2: a %2F is data inside its segment',
  read(target) {
    const path = pathOf(target);
    if (/%(?![\da-f]{2})/i.test(path)) return null;
    const unreserved = path.replace(/%(2[de]|3\d|[46][1-9a-f]|[57][\da]|5f|7e)/gi, decodeLoosely);
    return resolveDots(unreserved, 'drop')?.map(decodeLoosely) ?? null;
  },
};
