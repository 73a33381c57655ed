import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import { startEnvoy } from '../../../tools/envoy/run.ts';
import type { RunningEnvoy } from '../../../tools/envoy/run.ts';
import { h1 } from '../../../tools/wire/h1.ts';
import { h2 } from '../../../tools/wire/h2.ts';
import { conformanceRows } from '../../unit/guard/conformance-row.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { conformanceListener } from './conformance-gateway.ts';
import type { Layout } from './conformance-gateway.ts';
import { anyCertificate } from './guard-listener.ts';

// Gateway API's conformance cases (GatewayHTTPSListenerDetectMisdirectedRequests, HTTPRouteHTTPSListener) on a real Envoy.

const rows = conformanceRows();
const layouts: readonly Layout[] = ['a chain for each listener', 'one chain'];
const gateways = [...new Set(rows.map(({ config }) => JSON.stringify(config)))];
const nameOf = (row: (typeof rows)[number], layout: Layout): string =>
  `${layout} ${gateways.indexOf(JSON.stringify(row.config))}`;

let envoy: RunningEnvoy;

beforeAll(async () => {
  const tls = await anyCertificate();
  const listeners = layouts.flatMap((layout) =>
    gateways.map((gateway) => {
      const row = rows.find(({ config }) => JSON.stringify(config) === gateway)!;
      return conformanceListener(nameOf(row, layout), row, layout, tls);
    }),
  );
  envoy = await startEnvoy(await realEnvoy(), { bootstrap: bootstrap({ listeners }) });
});
afterAll(() => envoy?.stop());

describe.each(layouts)('Gateway API conformance, %s', (layout) => {
  describe.each(['h1', 'h2'] as const)('over %s', (protocol) => {
    for (const row of rows) {
      const { sni, host, path } = row.input;
      test(`${row.where} SNI ${sni}, host ${host}: ${row.expected.status}`, async () => {
        const target = { port: envoy.port(nameOf(row, layout)), tls: { sni } };
        const response = await (protocol === 'h1' ? h1 : h2)(target, { host, path });
        expect(response.status).toBe(row.expected.status);
        if (row.expected.backend !== undefined) expect(response.body).toBe(row.expected.backend);
      });
    }
  });
});
