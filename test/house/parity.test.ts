import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { presets } from '../../tools/catalog/presets.ts';
import { steps, type Step } from '../../tools/catalog/steps.ts';
import { readTable, tableNames } from '../unit/cases/read-table.ts';

// A step is a row of the catalogue, a source file, a case table and a page; a preset is a row and a table. None without the others.

const root = fileURLToPath(new URL('../..', import.meta.url));
const catalog: readonly Step[] = steps;
const ids = catalog.map(({ id }) => id).toSorted();

/** The files of a folder that end in `ending`, without it. */
function stems(folder: string, ending: string): string[] {
  return readdirSync(`${root}${folder}`)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .toSorted();
}

describe('steps', () => {
  test('each has a source file, and no source file is without step', () => {
    expect(stems('assembly/path/steps', '.ts')).toEqual(ids);
  });
  test('each has a case table, and no table is without step', () => {
    expect(tableNames('steps')).toEqual(ids);
  });
  test('each has a page, and no page is without step', () => {
    expect(stems('docs/steps', '.md')).toEqual(ids);
  });
});

describe.each(catalog)('step $id', ({ id, summary, option, kind }) => {
  const rows = readTable('steps', id);

  test('has a table of 15 rows and more, each input once', () => {
    expect(rows.length).toBeGreaterThanOrEqual(15);
    expect(new Set(rows.map((row) => `${row.option?.value} ${row.input}`)).size).toBe(rows.length);
  });
  test('has rows that it changes or refuses and rows that it leaves alone', () => {
    expect(rows.filter(({ input, output }) => input !== output).length).toBeGreaterThanOrEqual(3);
    expect(rows.filter(({ input, output }) => input === output).length).toBeGreaterThanOrEqual(3);
  });
  test('has rows with a query, which is the same in what comes out', () => {
    const queries = rows.filter(({ input }) => input.includes('?'));
    expect(queries.length).toBeGreaterThanOrEqual(2);
    for (const { input, output } of queries) {
      if (output !== null) expect(output.slice(output.indexOf('?'))).toBe(input.slice(input.indexOf('?')));
    }
  });
  test('has the option in its table that it takes and no other, within its bounds', () => {
    for (const row of rows) {
      if (row.option === undefined) {
        expect(option === undefined || option.default !== undefined).toBe(true);
        continue;
      }
      expect(row.option.key).toBe(option?.key);
      expect(row.option.value).toBeGreaterThanOrEqual(option?.min ?? 1);
      expect(row.option.value).toBeLessThanOrEqual(option?.max ?? 1);
    }
  });
  test('changes nothing if it is a check', () => {
    if (kind === 'check') expect(rows.filter(({ input, output }) => output !== null && output !== input)).toEqual([]);
  });
  test('has a page with its sentence and the parts of every page, in their order', () => {
    const page = readFileSync(`${root}docs/steps/${id}.md`, 'utf8');
    const parts = [
      `# ${id}\n\n${summary.replaceAll('\\', '\\\\')}\n`,
      '| before | after |',
      '## Agrees with\n',
      '## Differs from\n',
      '## When not to use it\n',
    ].map((part) => page.indexOf(part));
    expect(parts[0]).toBe(0);
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
  });
});

describe('presets', () => {
  test('each has a case table, and no table is without preset', () => {
    expect(tableNames('presets')).toEqual(presets.map(({ id }) => id).toSorted());
  });
  test.each(presets)('$id has a table of 15 rows and more and a row of the page', ({ id }) => {
    expect(readTable('presets', id).length).toBeGreaterThanOrEqual(15);
    expect(readFileSync(`${root}docs/presets.md`, 'utf8')).toMatch(new RegExp(`^\\| \`${id}\``, 'm'));
  });
  test.each(presets)('$id runs steps of the catalogue', ({ stages }) => {
    expect(stages.filter(({ step }) => !ids.includes(step))).toEqual([]);
  });
});

test('every assembly spec is compiled in', () => {
  const index = readFileSync(`${root}test/aspect/index.ts`, 'utf8');
  const imported = [...index.matchAll(/^import "\.\/(.+)\.spec";$/gm)].map(([, name]) => name);
  expect(imported.toSorted()).toEqual(stems('test/aspect', '.spec.ts'));
});

test('every byte routine of assembly/bytes, path and host has a spec', () => {
  const specs = stems('test/aspect', '.spec.ts');
  const routines = ['bytes', 'path', 'host'].flatMap((folder) => stems(`assembly/${folder}`, '.ts'));
  // Types and constants alone, or covered by the spec of their only user.
  const covered: Readonly<Record<string, string>> = {
    text: 'words',
    step: 'pipeline',
    record: 'table',
    'json-fault': 'json',
  };
  const missing = routines.filter((name) => !name.endsWith('.gen') && !specs.includes(covered[name] ?? name));
  expect(missing).toEqual([]);
  expect(existsSync(`${root}as-pect.config.js`)).toBe(true);
});
