import { collectedPaths } from '../../test/unit/normalizer/collected-paths.ts';
import { readTable, tableNames } from '../../test/unit/cases/read-table.ts';

/** Longer ones are left to the mixer. */
const longest = 300;

/** Foreign tables whose `input` is a `:path`. */
const foreign = ['path-bypass-mutations', 'istio-fuzz-known-bypass', 'istio-path-normalization'];

/** Distinct paths of the case tables, as bytes, in an order that does not change. */
export function pathSeeds(): Uint8Array[] {
  const own = (['steps', 'presets'] as const).flatMap((kind) =>
    tableNames(kind).flatMap((name) => readTable(kind, name).map(({ input }) => input)),
  );
  return [...new Set([...own, ...collectedPaths(foreign)])]
    .filter((path) => path.length > 0 && path.length <= longest)
    .map((path) => Buffer.from(path, 'latin1'));
}
