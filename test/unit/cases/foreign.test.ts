import { describe, expect, test } from 'vitest';
import { shown } from './case-row.ts';
import { readForeign, type ForeignCase } from './foreign.ts';
import { instancesOf } from './foreign-chains.ts';
import { normalizer, type Normalizer } from './normalizer.ts';

// Rows of Envoy's and Istio's own tests, on the filter. The counts are of the rows as they were collected: none is lost.
const tables = [
  { name: 'istio-path-normalization', cases: 345, notApplicable: 0, superseded: 1 },
  { name: 'envoy-path-utility', cases: 111, notApplicable: 17, superseded: 4 },
  { name: 'envoy-hcm-normalize', cases: 35, notApplicable: 1, superseded: 0 },
  { name: 'istio-docs-normalization', cases: 84, notApplicable: 3, superseded: 0 },
] as const;

const filters = new Map<string, Promise<Normalizer>>();

function filterOf(configuration: object): Promise<Normalizer> {
  const key = JSON.stringify(configuration);
  const filter = filters.get(key) ?? normalizer(configuration);
  filters.set(key, filter);
  return filter;
}

/** The path or the host behind all instances of the chain, null when one of them rejects, or where one redirects to. */
async function outcome({ chain, input, host }: ForeignCase): Promise<{ output: string | null; redirect: boolean }> {
  let value = input;
  for (const instance of instancesOf(chain)) {
    const stream = (await filterOf(instance)).request(host ? '/' : value, host ? { ':authority': value } : {});
    const reply = stream.localReply;
    if (reply?.status === 307) {
      return { output: reply.headers.find(([name]) => name === 'location')?.[1] ?? '', redirect: true };
    }
    if (reply !== undefined) return { output: null, redirect: false };
    value = stream.headers.find(([name]) => name === (host ? ':authority' : ':path'))?.[1] ?? '';
  }
  return { output: value, redirect: false };
}

describe.each(tables)('$name', ({ name, cases, notApplicable, superseded }) => {
  const table = readForeign(name);

  test('every row is read, and what says nothing about a step or a preset has a reason', () => {
    expect(table.cases.length).toBe(cases);
    expect(table.notApplicable.length).toBe(notApplicable);
    for (const { reason } of table.notApplicable) expect(reason).not.toBe('');
    expect(table.cases.filter((row) => row.superseded !== undefined).length).toBe(superseded);
  });

  for (const row of table.cases) {
    const value = row.redirect ? `redirect to ${shown(row.output)}` : shown(row.output);
    const old = row.superseded === undefined ? '' : ` (not as the row says: ${row.superseded})`;
    test(`${row.where} ${shown(row.input)} -> ${value}${old}`, async () => {
      expect(await outcome(row)).toEqual({ output: row.output, redirect: row.redirect });
    });
  }
});
