import { readLines } from '../cases/read-table.ts';

/** Tables of test/cases/foreign whose inputs are paths that other projects collected to get past policies. */
export const bypassTables = ['path-bypass-mutations', 'istio-fuzz-known-bypass'] as const;

/**
 * The inputs of tables of test/cases/foreign, UTF-8 as one byte a character.
 *
 * @throws Error when a table is absent.
 */
export function collectedPaths(tables: readonly string[]): string[] {
  return tables
    .flatMap((name) => readLines(`foreign/${name}.jsonl`))
    .map(({ line }) => (JSON.parse(line) as { input: string }).input)
    .map((path) => Buffer.from(path, 'utf8').toString('latin1'));
}
