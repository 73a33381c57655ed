import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelVerdict } from '../guard/model.ts';
import { ask, guardRoot, guardVm, verdictOf } from '../guard/guard.ts';
import { listenerTable } from '../../../tools/istio/listener-table.ts';
import { podPortsOf } from '../../../tools/istio/pod-port.ts';
import { readTlsListeners } from '../../../tools/istio/tls-listeners.ts';
import { workloadsOf } from '../../../tools/istio/workload.ts';
import type { Resource } from '../../../tools/yaml/list.ts';

const name = fc
  .array(fc.constantFrom('a', 'b', 'x-1', '7'), { minLength: 1, maxLength: 3 })
  .map((labels) => labels.join('.'));
const host = fc.oneof(
  { weight: 5, arbitrary: name.map((text) => `${text}.io`) },
  { weight: 2, arbitrary: name.map((text) => `*.${text}.io`) },
  { weight: 1, arbitrary: fc.constantFrom('*', '*.io', 'A.io', '192.0.2.1', 'a.7') },
);
const space = fc.constantFrom('', '', '', './', '*/', 'other/');
const server = fc.record({
  port: fc.record({
    number: fc.constantFrom(443, 443, 443, 8443),
    name: fc.constant('p'),
    protocol: fc.constantFrom('HTTPS', 'HTTPS', 'HTTPS', 'TLS'),
  }),
  hosts: fc.array(
    fc.tuple(space, host).map((parts) => parts.join('')),
    { minLength: 1, maxLength: 4 },
  ),
  tls: fc.record({ mode: fc.constantFrom('SIMPLE', 'SIMPLE', 'MUTUAL', 'PASSTHROUGH') }),
});
const servers = fc.array(server, { minLength: 1, maxLength: 5 });

function gatewayOf(list: unknown): Resource {
  const value = { apiVersion: 'networking.istio.io/v1', spec: { selector: { istio: 'ig' }, servers: list } };
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    name: 'g',
    namespace: 'ns',
    value,
    at: () => 'in.yaml:1:1',
  };
}

describe('whatever servers a Gateway has', () => {
  it('the filter takes the table, a request for its own server name passes, and no other answer is laxer than the chains are', async () => {
    const vm = await guardVm();
    const seen = { tables: 0, refused: 0, passed: 0, contested: 0 };
    const request = fc.tuple(name, name).map(([sni, text]) => ({ sni: `${sni}.io`, host: `${text}.io` }));
    fc.assert(
      fc.property(
        servers,
        fc.array(request, { minLength: 5, maxLength: 10 }),
        fc.constantFrom(443, 8443),
        (list, requests, port) => {
          const { listeners } = readTlsListeners([gatewayOf(list)], 'default');
          const [workload] = workloadsOf(listeners).workloads;
          if (workload === undefined) return;
          const { entries, remarks } = listenerTable(workload, podPortsOf(workload.pods, [], new Map([[443, 443]])));
          if (entries.length === 0 || !listeners.some((one) => one.http && one.port === port)) return;
          seen.tables++;
          const config = entries.map((entry) => ({
            name: entry.name,
            hosts: entry.hosts,
            ...(entry.port && { port: entry.port }),
          }));
          const root = guardRoot(vm, { listeners: config });
          for (const { sni, host: wanted } of requests) {
            expect(verdictOf(ask(root, { sni: wanted, host: wanted, port })), wanted).toBe('pass');
            const verdict = verdictOf(ask(root, { sni, host: wanted, port }));
            // The chains: each server is one, and of two that claim a name it is not known which counts.
            const chains = listeners
              .filter((listener) => listener.port === port)
              .map(({ hosts }) => ({ hosts: hosts.map(({ dnsName }) => dnsName) }));
            const strict = modelVerdict(
              { listeners: chains, sameTls: 'SEPARATE', missingSni: 'LISTENER', unknownHost: 'PASS' },
              { sni, host: wanted, port },
            );
            const contested = remarks.some(({ text }) => text.includes('claimed by'));
            if (!contested) expect(verdict).toBe(strict);
            else if (strict !== 'pass' && verdict === 'pass') expect(contested).toBe(true);
            seen.contested += Number(contested);
            seen[verdict === 'pass' ? 'passed' : 'refused']++;
          }
        },
      ),
      { numRuns: 400 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
  });
});
