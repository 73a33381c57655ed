import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import type { Listener } from '../../../tools/envoy/listener.ts';
import { startEnvoy } from '../../../tools/envoy/run.ts';
import type { RunningEnvoy } from '../../../tools/envoy/run.ts';
import { h1 } from '../../../tools/wire/h1.ts';
import { h2 } from '../../../tools/wire/h2.ts';
import type { WireTarget } from '../../../tools/wire/target.ts';
import { conformanceRows, guardConfigOf } from '../../unit/guard/conformance-row.ts';
import type { ConformanceRow } from '../../unit/guard/conformance-row.ts';
import { wireProtocols } from '../../unit/guard/guard-row.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import type { H3Client } from '../h3/h3-client.ts';
import { http3, startHttp3, testHttp3IsHere } from '../h3/http3.ts';
import { conformanceListener } from './conformance-gateway.ts';
import { anyCertificate } from './guard-listener.ts';
import { layouts, screenedFilters } from './laid-out-listener.ts';
import type { Layout } from './laid-out-listener.ts';

// Gateway API's conformance cases (GatewayHTTPSListenerDetectMisdirectedRequests, HTTPRouteHTTPSListener) on a real Envoy.

const rows = conformanceRows();
const protocols = wireProtocols.filter((protocol) => protocol !== 'h3' || 'python' in http3);
const gateways = [...new Set(rows.map(({ config }) => JSON.stringify(config)))];
const nameOf = (row: ConformanceRow, layout: Layout, transport: string): string =>
  `${layout} ${gateways.indexOf(JSON.stringify(row.config))} ${transport}`;

let folder: string;
let envoy: RunningEnvoy;
let client: H3Client | undefined;

beforeAll(async () => {
  const certificates = { tcp: await anyCertificate(), udp: await anyCertificate(['h3']) };
  folder = mkdtempSync(join(tmpdir(), 'portcullis-conformance-'));
  const listeners: Listener[] = [];
  for (const gateway of gateways) {
    const row = rows.find(({ config }) => JSON.stringify(config) === gateway)!;
    const screens = await screenedFilters(JSON.stringify(guardConfigOf(row)), mkdtempSync(join(folder, 'ecds-')));
    for (const layout of layouts) {
      const filtersOf = layout === 'a screened chain for each listener' ? screens : undefined;
      for (const transport of ['tcp', 'udp'] as const) {
        const options = { layout, transport, tls: certificates[transport], filtersOf };
        listeners.push(conformanceListener(nameOf(row, layout, transport), row, options));
      }
    }
  }
  envoy = await startEnvoy(await realEnvoy(), { bootstrap: bootstrap({ listeners }) });
  client = startHttp3();
});
afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await envoy?.stop();
  rmSync(folder, { recursive: true });
});

testHttp3IsHere();

const senders = {
  h1,
  h2,
  h3: (target: WireTarget, request: { readonly host: string; readonly path: string }) => client!.send(target, request),
};

describe.each(layouts)('Gateway API conformance, %s', (layout) => {
  describe.each(protocols)('over %s', (protocol) => {
    const transport = protocol === 'h3' ? 'udp' : 'tcp';
    const conformance = { table: 'Gateway API', column: `${protocol}, ${layout}` };
    for (const row of rows) {
      const { sni, host, path } = row.input;
      test(`${row.where} SNI ${sni}, host ${host}: ${row.expected.status}`, { meta: { conformance } }, async () => {
        const target = { port: envoy.port(nameOf(row, layout, transport)), tls: { sni } };
        const response = await senders[protocol](target, { host, path });
        expect(response.status).toBe(row.expected.status);
        if (row.expected.backend !== undefined) expect(response.body).toBe(row.expected.backend);
      });
    }
  });
});
