import type { Oracle } from './oracle.ts';
import { decodePercentU, decodeProperly, pathOf, resolveDots, withoutParameters } from './reading.ts';

export const jetty: Oracle = {
  id: 'jetty',
  of: 'Jetty 9.4 (URIUtil.decodePath, canonicalPath): parameters go while %XX and %uXXXX are decoded, then dots; empty segments stay',
  read(target) {
    const decoded = decodeProperly(decodePercentU(withoutParameters(pathOf(target))));
    return decoded === null ? null : resolveDots(decoded, 'refuse');
  },
};
