import type { MicroRow } from './measure-v8.ts';
import { microHost } from './micro-host.ts';
import { peers } from './peers.ts';

const lowerCase = '{"path":{"steps":["lower-case"]}}';
const strict = '{"path":{"preset":"STRICT"}}';

/** The modules that are there, as rows of the measurement in Node. STRICT is one when the filter accepts it. */
export function microRows(files: ReadonlyMap<string, string>): readonly MicroRow[] {
  const normalizer = files.get('normalizer')!;
  const rows: MicroRow[] = [{ id: 'lower-case', file: normalizer, configuration: lowerCase, lowers: true }];
  if (acceptsStrict(normalizer)) {
    rows.push({ id: 'preset-STRICT', file: normalizer, configuration: strict, lowers: false });
  }
  for (const { peer } of peers['lower-case']) {
    const file = files.get(peer.id);
    if (file !== undefined) rows.push({ id: peer.id, file, configuration: '', lowers: true });
  }
  return rows;
}

/** Whether the filter of this tree knows the preset STRICT. */
export function acceptsStrict(normalizer: string): boolean {
  return microHost(normalizer, strict).accepted;
}
