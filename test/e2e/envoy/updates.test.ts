import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import { directResponse, virtualHost } from '../../../tools/envoy/routes.ts';
import { startEnvoy } from '../../../tools/envoy/run.ts';
import type { RunningEnvoy } from '../../../tools/envoy/run.ts';
import { wasmFilter } from '../../../tools/envoy/wasm-filter.ts';
import { h1, openH1 } from '../../../tools/wire/h1.ts';
import { echoListener, realEnvoy } from './real-envoy.ts';

let envoy: RunningEnvoy;

const answering = (body: string) => echoListener('a', { virtualHosts: [virtualHost('v', [directResponse({ body })])] });
const broken = echoListener('a', {
  httpFilters: [wasmFilter({ name: 'p', module: { bytes: Buffer.from('no module') } })],
});
const ask = async () => (await h1({ port: envoy.port('a') }, { path: '/' })).body;

beforeAll(async () => {
  envoy = await startEnvoy(await realEnvoy(), {
    bootstrap: bootstrap({}),
    listeners: [answering('0')],
    drainSeconds: 1,
  });
});
afterAll(() => envoy.stop());

describe('an update of listeners', () => {
  it('is served when it resolves, on the same port, each time', async () => {
    const port = envoy.port('a');
    for (let version = 1; version <= 20; version++) {
      await envoy.updateListeners([answering(String(version))]);
      expect([await ask(), envoy.port('a')]).toEqual([String(version), port]);
    }
  });

  it('adds and removes listeners', async () => {
    await envoy.updateListeners([answering('x'), echoListener('b')]);
    expect((await h1({ port: envoy.port('b') }, { path: '/' })).status).toBe(200);
    await envoy.updateListeners([answering('x')]);
    expect(() => envoy.port('b')).toThrow('no listener "b"');
  });

  it('that Envoy refuses says why and leaves the old listener serving; the next one is taken', async () => {
    await envoy.updateListeners([answering('old')]);
    await expect(envoy.updateListeners([broken])).rejects.toMatchObject({
      kind: 'user',
      message: expect.stringMatching(/Error adding\/updating listener\(s\) a.*\n(.*\n)*  wasm: Wasm VM failed/),
    });
    expect(await ask()).toBe('old');
    await envoy.updateListeners([answering('new')]);
    expect(await ask()).toBe('new');
  });

  it('asked for at once are made one after the other, in order', async () => {
    const results = [answering('1'), broken, answering('3')].map((listener) => envoy.updateListeners([listener]));
    expect((await Promise.allSettled(results)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await ask()).toBe('3');
  });

  it('loses no request that is sent meanwhile', async () => {
    const statuses = new Map<number | null, number>();
    const load = new AbortController();
    const sender = (async () => {
      while (!load.signal.aborted) {
        const { status } = await h1({ port: envoy.port('a') }, { path: '/' });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    })();
    for (let version = 0; version < 30; version++) await envoy.updateListeners([answering(`load ${version}`)]);
    load.abort();
    await sender;
    expect([...statuses.keys()]).toEqual([200]);
    expect(statuses.get(200)).toBeGreaterThan(20);
  });

  it('leaves open connections with the old listener until it has drained', async () => {
    await envoy.updateListeners([answering('before')]);
    const connection = await openH1({ port: envoy.port('a') });
    expect((await connection.send({ path: '/' })).body).toBe('before');
    await envoy.updateListeners([answering('after')]);
    expect((await connection.send({ path: '/' })).body).toBe('before');
    expect(await ask()).toBe('after');
    connection.close();
  });
});
