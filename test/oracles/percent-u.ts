import type { Oracle } from './oracle.ts';
import { decodeLoosely, mergeSlashes, pathOf, resolveDots } from './reading.ts';

/** `%uXXXX` keeps its low byte; the full-width forms are folded. */
const anyPercentU = (text: string): string =>
  text.replace(/%u([\da-f]{2})([\da-f]{2})/gi, (_, high: string, low: string) => {
    const byte = Number.parseInt(low, 16);
    const fullWidth = high.toLowerCase() === 'ff' && byte >= 1 && byte <= 0x5e;
    return String.fromCharCode(fullWidth ? byte + 0x20 : byte);
  });

export const percentU: Oracle = {
  id: 'percent-u',
  of: 'decoders that read any %uXXXX, and full-width forms in it as ASCII (urlDecodeUni of ModSecurity, classic ASP)',
  read: (target) => resolveDots(mergeSlashes(decodeLoosely(anyPercentU(pathOf(target)))), 'drop'),
};
