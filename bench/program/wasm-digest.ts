import { createHash } from 'node:crypto';
import { filterWasm } from '../../test/unit/cases/filter-wasm.ts';

/** Which build of a filter the figures are of: `normalizer.wasm sha256 ...`. */
export function wasmDigest(name: string): string {
  return `${name}.wasm sha256 ${createHash('sha256').update(filterWasm(name)).digest('hex')}\n`;
}
