import type { Oracle } from './oracle.ts';
import { decodeProperly, foldBackslashes, mergeSlashes, pathOf, resolveDots, withoutParameters } from './reading.ts';

/** As a lenient configuration has it: escaped slashes and backslashes are read, not refused. */
export const tomcat: Oracle = {
  id: 'tomcat',
  of: 'Tomcat (CoyoteAdapter.parsePathParameters, UDecoder, RequestUtil.normalize), with encodedSolidusHandling "decode" and ALLOW_BACKSLASH',
  read(target) {
    const decoded = decodeProperly(withoutParameters(pathOf(target)));
    if (decoded === null || decoded.includes('\0')) return null;
    return resolveDots(mergeSlashes(foldBackslashes(decoded)), 'refuse');
  },
};
