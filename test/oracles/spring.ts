import type { Oracle } from './oracle.ts';
import { decodeProperly, mergeSlashes, pathOf, segmentsOf, withoutParameters } from './reading.ts';

export const spring: Oracle = {
  id: 'spring',
  of: 'Spring MVC without its firewall (UrlPathHelper: removeSemicolonContent, decodeRequestString, getSanitizedPath): no dots are resolved',
  read(target) {
    const decoded = decodeProperly(withoutParameters(pathOf(target)));
    return decoded === null ? null : segmentsOf(mergeSlashes(decoded));
  },
};
