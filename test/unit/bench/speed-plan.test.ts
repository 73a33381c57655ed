import { describe, expect, test } from 'vitest';
import type { CaseId } from '../../../bench/speed/cases.ts';
import { groupsOfCase, measured } from '../../../bench/speed/plan.ts';
import type { Variant } from '../../../bench/speed/variant.ts';

const row = (id: string, tls = false): Variant => ({ id, title: id, tls, settings: () => ({}) });
const variants = [row('none'), row('none-tls', true), row('lua'), row('guard', true), row('lua-guard', true)];
const cases: ReadonlyMap<string, readonly CaseId[]> = new Map([
  ['lua', ['clean-25']],
  ['guard', ['matching-host', 'same-listener']],
  ['lua-guard', ['matching-host']],
]);
const groups = (id: CaseId): string[][] =>
  groupsOfCase(variants, cases, id).map((group) => group.map((variant) => variant.id));

describe('the plan of a measure', () => {
  test('a row is compared with the baseline whose listener is like its own', () => {
    expect(groups('clean-25')).toEqual([['none', 'lua']]);
    expect(groups('matching-host')).toEqual([['none-tls', 'guard', 'lua-guard']]);
  });

  test('a row without the case stays out, and so does a baseline without rows', () => {
    expect(groups('same-listener')).toEqual([['none-tls', 'guard']]);
    expect(groups('dirty')).toEqual([]);
  });

  test('only rows with a case are measured, and the baselines', () => {
    const some = new Map([...cases].filter(([id]) => id !== 'lua'));
    expect(measured(variants, some).map(({ id }) => id)).toEqual(['none', 'none-tls', 'guard', 'lua-guard']);
  });
});
