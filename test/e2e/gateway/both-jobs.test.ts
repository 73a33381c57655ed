import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import { startEnvoy, type RunningEnvoy } from '../../../tools/envoy/run.ts';
import { wasmFilter } from '../../../tools/envoy/wasm-filter.ts';
import { h1 } from '../../../tools/wire/h1.ts';
import { h2 } from '../../../tools/wire/h2.ts';
import { headerOf } from '../../../tools/wire/response.ts';
import { directResponse, virtualHost } from '../../../tools/envoy/routes.ts';
import { filterPath } from '../../unit/cases/filter-wasm.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { anyCertificate, guardListener, sayOnResponses, seen } from '../guard/guard-listener.ts';

// gateway.wasm on a real Envoy beside the two filters in a chain: every request must be answered alike.

const guard = {
  listeners: [
    { name: 'guest', hosts: ['*.example.com'] },
    { name: 'admin', hosts: ['admin.example.com'] },
  ],
  mark: true,
};
const normalizer = {
  path: { preset: 'MERGE_SLASHES', steps: ['lower-case', 'invalid-percent'] },
  host: { steps: ['lower-case', 'strip-port'] },
};
const names = ['a.example.com', 'admin.example.com', 'ADMIN.example.com:443', 'other.test'];
const paths = ['/', '/a/b?C=D', '/Admin', '//x//', '/a/../B?q=//', '/a\\b', '/a%zz', '/%41', '/a%2e'];

const send = { h1, h2 };

let envoy: RunningEnvoy;
beforeAll(async () => {
  const tls = await anyCertificate();
  const filter = (name: string, configuration: unknown) =>
    wasmFilter({ name, module: { file: filterPath(name) }, configuration, vmId: name });
  const echo = sayOnResponses({ 'x-path': '%REQ(:PATH)%', 'x-host': '%REQ(:AUTHORITY)%' });
  const virtualHosts = [virtualHost('all', [directResponse()])];
  const listeners = [
    { name: 'one', httpFilters: [echo, filter('gateway', { guard, normalizer })] },
    { name: 'two', httpFilters: [echo, filter('misdirected-guard', guard), filter('normalizer', normalizer)] },
  ].map((options) => guardListener({ ...options, tls, virtualHosts }));
  envoy = await startEnvoy(await realEnvoy(), { bootstrap: bootstrap({ listeners }), componentLogLevel: 'wasm:warn' });
});
afterAll(() => envoy?.stop());

describe.each(['h1', 'h2'] as const)('over %s', (protocol) => {
  test('every server name with every authority and every path', async () => {
    const statuses = new Map<number | null, number>();
    const ask = async (listener: string, sni: string, host: string, path: string) => {
      const response = await send[protocol]({ port: envoy.port(listener), tls: { sni } }, { host, path });
      return {
        status: response.status,
        error: response.error,
        headers: [seen.details, seen.mark, seen.state, 'x-path', 'x-host'].map((name) => headerOf(response, name)),
      };
    };
    for (const sni of ['a.example.com', 'admin.example.com']) {
      for (const host of names) {
        for (const path of paths) {
          const [one, two] = await Promise.all([ask('one', sni, host, path), ask('two', sni, host, path)]);
          expect(one, `${sni} ${host} ${path}`).toEqual(two);
          statuses.set(one.status, (statuses.get(one.status) ?? 0) + 1);
        }
      }
    }
    expect(statuses.get(421)).toBeGreaterThan(20);
    expect(statuses.get(400)).toBeGreaterThanOrEqual(1);
    expect(statuses.get(200)).toBeGreaterThan(20);
  });
});
