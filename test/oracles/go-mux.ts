import type { Oracle } from './oracle.ts';
import { decodeProperly, mergeSlashes, pathOf, resolveDots } from './reading.ts';

export const goMux: Oracle = {
  id: 'go-mux',
  of: 'net/http of Go: URL.Path is decoded once, ServeMux cleans it with path.Clean and keeps a slash at the end',
  read(target) {
    const decoded = decodeProperly(pathOf(target));
    return decoded === null ? null : resolveDots(mergeSlashes(decoded), 'drop');
  },
};
