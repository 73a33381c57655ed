import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shown } from '../../unit/cases/case-row.ts';
import { readForeign, type ForeignCase } from '../../unit/cases/foreign.ts';
import { h1Client } from './client.ts';
import { normalizerFilter, startGateway, type Gateway } from './gateway.ts';
import { carrierOf } from './sendable.ts';

// Rows of Envoy's and Istio's own tests: the filter on a real Envoy whose own normalization is off. What the connection manager
// does about fragments it does itself here.

const names = [
  'istio-path-normalization',
  'envoy-path-utility',
  'envoy-hcm-normalize',
  'istio-docs-normalization',
] as const;
const tables = names.map((name) => {
  const rows = readForeign(name).cases;
  const reachable = rows.filter((row) => canReach(row));
  return { name, reachable, unreachable: rows.length - reachable.length };
});

/** Whether an HTTP/1.1 request can bring a filter this value: a path that the codec takes, and no fragment that only a unit knows. */
function canReach({ input, host, chain }: ForeignCase): boolean {
  return host || (carrierOf(input) === 'h1' && (chain.manager !== 'none' || !input.includes('#')));
}

const keyOf = (row: ForeignCase): string => JSON.stringify(row.chain.instances);

let istio: Gateway;
let stock: Gateway;
beforeAll(async () => {
  const chains = new Set(tables.flatMap(({ reachable }) => reachable.map(keyOf)));
  const listeners = Object.fromEntries(
    [...chains].map((key) => {
      const instances = JSON.parse(key) as object[];
      return [
        key,
        { httpFilters: instances.map((instance, index) => normalizerFilter(instance, `instance-${index}`)) },
      ];
    }),
  );
  istio = await startGateway({ listeners });
  stock = await startGateway({ listeners, likeIstio: false });
});
afterAll(async () => {
  await istio?.[Symbol.asyncDispose]();
  await stock?.[Symbol.asyncDispose]();
});

describe.each(tables)('$name', ({ name, reachable, unreachable }) => {
  test('how many rows no request can bring to a filter', () => {
    const counts = {
      'istio-path-normalization': 0,
      'envoy-path-utility': 27,
      'envoy-hcm-normalize': 2,
      'istio-docs-normalization': 2,
    };
    expect(unreachable).toBe(counts[name]);
  });

  for (const row of reachable) {
    const value = row.redirect ? `redirect to ${shown(row.output)}` : shown(row.output);
    test(`${row.where} ${shown(row.input)} -> ${value}`, async () => {
      const gateway = row.chain.manager === 'reject-fragment' ? stock : istio;
      const client = h1Client(gateway.envoy.port(keyOf(row)));
      const answer = await client.send(row.host ? { path: '/', host: row.input } : { path: row.input });
      client.close();
      if (row.redirect) expect(answer).toMatchObject({ status: 307, location: row.output });
      else if (row.output === null) expect(answer).toMatchObject({ status: 400, seen: null });
      else expect(row.host ? answer.host : answer.seen).toBe(row.output);
    });
  }
});
