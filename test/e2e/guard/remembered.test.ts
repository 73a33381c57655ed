import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type ClientHttp2Session } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import type { Extension } from '../../../tools/envoy/proto.ts';
import { startEnvoy, type RunningEnvoy } from '../../../tools/envoy/run.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { anyCertificate, guardFilter, guardListener } from './guard-listener.ts';

// The guard keeps for a connection which listener its SNI belongs to. Here one connection sees several guards: plugins side by side
// in VMs of their own, and updates by extension discovery (what Istio makes of a WasmPlugin), which leave connections open.

const together = { listeners: [{ hosts: ['a.test', 'b.test'] }, { hosts: ['c.test'] }] };
/** Here b.test is on the first listener, as a.test was there. */
const apart = { listeners: [{ hosts: ['b.test'] }, { hosts: ['a.test'] }] };

let folder = '';
const fileIn = (): string => join(folder, 'guard.json');

/** What Envoy reads the filter from; the rename is what it notices. */
function write(configuration: unknown): void {
  const { typed_config } = guardFilter(configuration, 'discovered', 'discovered');
  const resource = {
    '@type': 'type.googleapis.com/envoy.config.core.v3.TypedExtensionConfig',
    name: 'discovered',
    typed_config,
  };
  writeFileSync(`${fileIn()}.new`, JSON.stringify({ resources: [resource] }));
  renameSync(`${fileIn()}.new`, fileIn());
}

const discovered = (): Extension =>
  ({
    name: 'discovered',
    config_discovery: {
      config_source: { path_config_source: { path: fileIn() }, resource_api_version: 'V3' },
      type_urls: ['type.googleapis.com/envoy.extensions.filters.http.wasm.v3.Wasm'],
    },
  }) as unknown as Extension;

let envoy: RunningEnvoy;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-remembered-'));
  write(together);
  const tls = await anyCertificate();
  const listeners = [
    { name: 'updated', httpFilters: [discovered()] },
    { name: 'two', httpFilters: [guardFilter(together, 'first', 'first'), guardFilter(apart, 'second', 'second')] },
    { name: 'one', httpFilters: [guardFilter(together, 'first', 'alone')] },
  ].map((options) => guardListener({ ...options, tls }));
  envoy = await startEnvoy(await realEnvoy(), { bootstrap: bootstrap({ listeners }), componentLogLevel: 'wasm:warn' });
});
afterAll(async () => {
  await envoy?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function overOneConnection<T>(
  listener: string,
  work: (ask: (host: string) => Promise<number>) => Promise<T>,
): Promise<T> {
  const session: ClientHttp2Session = connect(`https://127.0.0.1:${envoy.port(listener)}`, {
    servername: 'a.test',
    rejectUnauthorized: false,
  });
  const ask = (host: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const stream = session.request({ ':path': '/', ':authority': host });
      stream.on('response', (headers) => resolve(headers[':status'] ?? 0));
      stream.on('error', reject);
      stream.resume();
    });
  session.on('error', () => undefined);
  try {
    return await work(ask);
  } finally {
    session.destroy();
  }
}

describe('on one connection', () => {
  test('a guard answers the same each time', async () => {
    const statuses = await overOneConnection('one', async (ask) => {
      const found: number[] = [];
      for (const host of ['a.test', 'b.test', 'a.test', 'c.test', 'b.test', 'c.test', 'x.test'])
        found.push(await ask(host));
      return found;
    });
    expect(statuses).toEqual([200, 200, 200, 421, 200, 421, 200]);
  });

  test('what one guard remembers is nothing to another one behind it', async () => {
    const statuses = await overOneConnection('two', async (ask) => {
      const found: number[] = [];
      for (const host of ['b.test', 'a.test', 'b.test', 'a.test', 'b.test']) found.push(await ask(host));
      return found;
    });
    expect(statuses).toEqual([421, 200, 421, 200, 421]);
  });

  test('an updated configuration judges it anew', async () => {
    await overOneConnection('updated', async (ask) => {
      await expect.poll(() => ask('a.test'), { timeout: 20_000, interval: 50 }).toBe(200);
      for (const host of ['b.test', 'a.test', 'b.test']) expect(await ask(host)).toBe(200);
      write(apart);
      await expect.poll(() => ask('b.test'), { timeout: 20_000, interval: 50 }).toBe(421);
      expect(await ask('a.test')).toBe(200);
      expect(await ask('b.test')).toBe(421);
      write(together);
      await expect.poll(() => ask('b.test'), { timeout: 20_000, interval: 50 }).toBe(200);
    });
  });
});
