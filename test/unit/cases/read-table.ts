import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCaseRow, type CaseRow } from './case-row.ts';

const folder = fileURLToPath(new URL('../../cases/', import.meta.url));

/** The lines of test/cases/<path>, each with its place. */
export function readLines(path: string): { readonly line: string; readonly where: string }[] {
  return readFileSync(`${folder}${path}`, 'utf8')
    .split('\n')
    .map((line, index) => ({ line, where: `${path}:${index + 1}` }))
    .filter(({ line }) => line !== '');
}

/** The rows of test/cases/<kind>/<name>.jsonl. */
export function readTable(kind: 'steps' | 'presets', name: string): CaseRow[] {
  return readLines(`${kind}/${name}.jsonl`).map(({ line, where }) => readCaseRow(line, where));
}

/** The names of the tables of one kind. */
export function tableNames(kind: string): string[] {
  if (!existsSync(`${folder}${kind}`)) return [];
  return readdirSync(`${folder}${kind}`)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => name.slice(0, -'.jsonl'.length))
    .toSorted();
}
