import type { Oracle } from './oracle.ts';
import { decodeProperly, mergeSlashes, pathOf, resolveDots } from './reading.ts';

export const nginx: Oracle = {
  id: 'nginx',
  of: 'nginx (ngx_http_parse_complex_uri) with merge_slashes: decoded once, slashes merged, then dots; above the root is refused',
  read(target) {
    const decoded = decodeProperly(pathOf(target));
    if (decoded === null || decoded.includes('\0')) return null;
    return resolveDots(mergeSlashes(decoded), 'refuse');
  },
};
