import { expect, test } from 'vitest';
import { shown } from '../cases/case-row.ts';
import { rootOf, vmOf } from '../gateway/gateway.ts';
import { guardConfigs, guardRows, guardTables, tableOf } from './guard-row.ts';
import { ask, verdictOf } from './guard.ts';

// The rows of test/cases/guard in gateway.wasm, whose guard is the same.

for (const row of guardTables().flatMap(guardRows)) {
  const { where, note, sni, host } = row;
  const title = `${where} ${note}: ${shown(sni ?? '-')} ${shown(host ?? '-')} -> ${row.expect}`;
  const conformance = { table: tableOf(row), column: 'Node host, gateway.wasm' };
  test(title, { meta: { conformance } }, async () => {
    const vm = await vmOf('gateway');
    const root = rootOf(vm, { guard: guardConfigs[row.config], normalizer: { path: { preset: 'NONE' } } });
    for (const before of row.after) expect(verdictOf(ask(root, { ...row, host: before }))).toBe('pass');
    const verdict = verdictOf(ask(root, row));
    expect(verdict).toBe(row.expect.startsWith('report') ? 'report' : row.expect);
  });
}
