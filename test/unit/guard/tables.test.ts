import { describe, expect, test } from 'vitest';
import { shown } from '../cases/case-row.ts';
import { expectedCounters, guardConfigs, guardRows, guardTables, readGuardRow } from './guard-row.ts';
import { guard, verdictOf } from './guard.ts';

// The one runner of test/cases/guard in the Node host; test/e2e/guard/tables.test.ts runs the same rows on a real Envoy.

const logPrefix = 'portcullis misdirected-guard: ';

describe.each(guardTables())('guard/%s', (table) => {
  for (const row of guardRows(table)) {
    const title = `${row.where.split(':')[1]} ${row.note}: ${shown(row.sni ?? '-')} ${shown(row.host ?? '-')} -> ${row.expect}`;
    test(title, { meta: { conformance: { table, column: 'Node host' } } }, async () => {
      const { vm, ask } = await guard(guardConfigs[row.config]);
      for (const host of row.after) expect(verdictOf(ask({ ...row, host }))).toBe('pass');
      const stream = ask(row);
      const [decision] = row.expect.split(' ');
      expect(verdictOf(stream)).toBe(decision === 'report' ? 'report' : row.expect);
      if (decision === 'reject') {
        expect(stream.localReply).toMatchObject({ status: 421, body: 'Misdirected Request\n', headers: [] });
      }
      const counters = [...vm.metrics].filter(([, { value }]) => value !== 0n);
      expect(Object.fromEntries(counters.map(([name, { value }]) => [name, Number(value)]))).toEqual(
        expectedCounters(row),
      );
      expect(vm.logs.map(({ level, message }) => `${level} ${message}`)).toEqual(
        row.log.map((line) => `warn ${logPrefix}${line}`),
      );
      const states = {
        'portcullis.misdirected': row.state,
        'portcullis.misdirected-guard': row.mark ? 'judged' : null,
      };
      for (const [name, value] of Object.entries(states)) {
        const found = stream.filterState.get(name);
        expect(found === undefined ? null : Buffer.from(found).toString('latin1'), name).toBe(value);
      }
      expect(vm.failed).toBeUndefined();
    });
  }
});

describe('the tables', () => {
  const rows = guardTables().flatMap(guardRows);
  const base = '{"note":"n","config":"page","sni":null,"host":"a","expect":"pass"';

  test('use every configuration, and every reason and counter there is', () => {
    expect(new Set(rows.map(({ config }) => config))).toEqual(new Set(Object.keys(guardConfigs)));
    const seen = new Set(rows.flatMap(({ expect: verdict, counts }) => [verdict, ...counts]));
    expect([...seen].toSorted()).toEqual([
      'missing_sni',
      'pass',
      'reject missing-sni',
      'reject not-equal',
      'reject other-listener',
      'reject unknown-host',
      'report missing-sni',
      'report not-equal',
      'report other-listener',
      'report unknown-host',
      'unknown_host',
      'unknown_port',
    ]);
  });

  test('have a row for each published bypass of another guard, and each report of one that broke something', () => {
    const named = new Set(rows.flatMap(({ bypass }) => (bypass === null ? [] : bypass.split(', '))));
    expect([...named].toSorted()).toEqual([
      'Apache CVE-2025-23048',
      'Caddy CVE-2026-27588',
      'Contour',
      'Contour 5240',
      'Envoy Gateway row 9',
      'Gardener 14867',
      'Gardener 15331',
      'Traefik 7070',
      'Traefik 7277',
      'Traefik CVE-2022-23632',
      'Traefik CVE-2026-32305',
      'Traefik CVE-2026-48491',
      'Traefik GHSA-9cr8-q42q-g8m7',
      'agentgateway 1395',
      'anubis 1508',
      'haproxy 3081',
      'nginx-gateway-fabric 4838',
      'uds-core',
      'zoraxy 784',
    ]);
  });

  test('say where a request cannot be, and why', () => {
    for (const { absent, where } of rows) {
      for (const why of Object.values(absent)) expect(why, where).toMatch(/^\w.{8}/);
    }
  });

  test('say each thing once', () => {
    const keys = rows.map((row) => JSON.stringify({ ...row, where: '' }));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test.each([
    ['an unknown key', `${base},"hots":"b"}`],
    ['a missing key', '{"note":"n","config":"page","sni":null,"expect":"pass"}'],
    ['an unknown configuration', base.replace('page', 'pgae') + '}'],
    ['an unknown verdict', base.replace('pass', 'passes') + '}'],
    ['a character that is no byte', base.replace('"a"', '"\u0100"') + '}'],
    ['a value of another type', `${base},"port":"443"}`],
    ['an unknown protocol', `${base},"absent":{"h4":"why"}}`],
  ])('are read only without %s', (_, line) => {
    expect(() => readGuardRow(line, 'here')).toThrow(/^here: found /);
  });
});
