import { caseIds, type CaseId } from './cases.ts';
import type { SpeedOptions } from './options.ts';
import { speedTables, type SpeedTable } from './tables.ts';
import { baselineOf, isBaseline, type Variant } from './variant.ts';

/** The chosen tables, with the rows that can be measured here and the chosen columns. */
export function chosenTables(options: SpeedOptions, variants: readonly Variant[]): readonly SpeedTable[] {
  const can = new Set(variants.map(({ id }) => id));
  const wanted = new Set<string>(options.cases);
  return speedTables
    .filter(({ id }) => options.tables.includes(id))
    .map((table) => ({
      ...table,
      rows: table.rows.filter((row) => can.has(row) && options.rows.includes(row)),
      cases: table.cases.filter((id) => wanted.has(id)),
      cpu: table.cpu.filter((id) => wanted.has(id)),
    }));
}

/** The cases of each row over all tables, each once and in their order: what stands in two tables is measured once. */
export function casesOfRows(
  tables: readonly SpeedTable[],
  key: 'cases' | 'cpu',
): ReadonlyMap<string, readonly CaseId[]> {
  const rows = new Map<string, Set<CaseId>>();
  for (const table of tables) {
    for (const row of table.rows) {
      const cases = rows.get(row) ?? new Set();
      for (const id of table[key]) cases.add(id);
      rows.set(row, cases);
    }
  }
  return new Map([...rows].map(([row, cases]) => [row, caseIds.filter((id) => cases.has(id))]));
}

/** The variants of the rows, and the baselines. */
export function measured(
  variants: readonly Variant[],
  cases: ReadonlyMap<string, readonly CaseId[]>,
): readonly Variant[] {
  return variants.filter((variant) => isBaseline(variant) || (cases.get(variant.id)?.length ?? 0) > 0);
}

/** The variants of a batch that a case is measured of, in groups: a baseline, then what is compared with it. */
export function groupsOfCase(
  batch: readonly Variant[],
  cases: ReadonlyMap<string, readonly CaseId[]>,
  id: CaseId,
): readonly (readonly [Variant, ...Variant[]])[] {
  const those = batch.filter((variant) => !isBaseline(variant) && cases.get(variant.id)?.includes(id));
  return batch
    .filter(isBaseline)
    .map((baseline) => [baseline, ...those.filter((variant) => baselineOf(variant) === baseline.id)] as const)
    .filter((group) => group.length > 1);
}
