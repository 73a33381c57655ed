import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import { startEnvoy } from '../../../tools/envoy/run.ts';
import type { StartOptions } from '../../../tools/envoy/run.ts';
import { wasmFilter } from '../../../tools/envoy/wasm-filter.ts';
import { h1 } from '../../../tools/wire/h1.ts';
import { headerOf } from '../../../tools/wire/response.ts';
import { echoListener, isAlive, realEnvoy } from './real-envoy.ts';

let workDir: string;

beforeEach(() => {
  workDir = mkdtempSync(join(tmpdir(), 'portcullis-life-test-'));
});
afterEach(() => {
  const left = readdirSync(workDir);
  rmSync(workDir, { recursive: true, force: true });
  expect(left).toEqual([]);
});

async function start(options: Partial<StartOptions> = {}) {
  return startEnvoy(await realEnvoy(), {
    bootstrap: bootstrap({ listeners: [echoListener('a')] }),
    workDir,
    ...options,
  });
}

describe('a started Envoy', () => {
  it('serves on free ports that are found by name, in a directory that only its user can read', async () => {
    await using envoy = await start({ bootstrap: bootstrap({ listeners: [echoListener('a'), echoListener('b')] }) });
    expect(envoy.port('a')).not.toBe(envoy.port('b'));
    for (const name of ['a', 'b']) {
      const response = await h1({ port: envoy.port(name) }, { path: '/x', host: name });
      expect([response.status, headerOf(response, 'x-authority')]).toEqual([200, name]);
    }
    expect(statSync(envoy.directory).mode & 0o077).toBe(0);
    expect(() => envoy.port('c')).toThrow('Envoy has no listener "c"; its listeners: a, b');
  });

  it('is gone after stop, with its directory, and stop may be called again', async () => {
    const envoy = await start();
    const pid = envoy.pid ?? 0;
    const port = envoy.port('a');
    expect(isAlive(pid)).toBe(true);
    await Promise.all([envoy.stop(), envoy.stop()]);
    await envoy.stop();
    await envoy.ended;
    expect([isAlive(pid), existsSync(envoy.directory)]).toEqual([false, false]);
    expect(await h1({ port }, { path: '/' })).toMatchObject({ error: 'refused' });
  });

  it('is stopped when the block that uses it throws', async () => {
    let pid = 0;
    const failing = async () => {
      await using envoy = await start();
      pid = envoy.pid ?? 0;
      throw new Error('in the middle');
    };
    await expect(failing()).rejects.toThrow('in the middle');
    expect([pid > 0, isAlive(pid)]).toEqual([true, false]);
  });

  it('is stopped by the abort signal', async () => {
    const controller = new AbortController();
    const envoy = await start({ signal: controller.signal });
    controller.abort();
    await envoy.ended;
    expect(isAlive(envoy.pid ?? 0)).toBe(false);
  });

  it('tells when it has ended by itself', async () => {
    const envoy = await start();
    process.kill(envoy.pid ?? 0, 'SIGKILL');
    await envoy.ended;
    expect(existsSync(envoy.directory)).toBe(false);
    await envoy.stop();
  });

  it('does not clash with another one', async () => {
    await using first = await start();
    await using second = await start();
    const answers = [first, second].map((envoy) => h1({ port: envoy.port('a') }, { path: '/' }));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200]);
    expect(first.admin.port).not.toBe(second.admin.port);
  });

  it('hands its log lines on and keeps the last', async () => {
    const seen: string[] = [];
    const envoy = await start({ logLevel: 'info', onLog: (line) => seen.push(line) });
    expect(seen.some((line) => line.includes('starting main dispatch loop'))).toBe(true);
    await envoy.stop();
    expect(envoy.logs()).toEqual(seen.slice(-1_000));
    expect(seen.at(-1)).toMatch(/exiting/);
  });

  it('answers by its admin interface', async () => {
    await using envoy = await start({ concurrency: 2 });
    expect(JSON.parse(await envoy.admin.get('/memory'))).toHaveProperty('allocated');
    expect(JSON.parse(await envoy.admin.get('/server_info'))).toMatchObject({
      command_line_options: { concurrency: 2 },
    });
    await h1({ port: envoy.port('a') }, { path: '/' });
    expect(await envoy.admin.stat('http.http.downstream_rq_2xx')).toBe(1);
    expect(await envoy.admin.stat('no.such.counter')).toBe(0);
    expect(await envoy.admin.post('/logging?wasm=debug')).toContain('wasm: debug');
    expect(await envoy.admin.listeners()).toEqual([{ name: 'a', port: envoy.port('a') }]);
    await expect(envoy.admin.get('/nope')).rejects.toMatchObject({ kind: 'surroundings' });
  });
});

describe('an Envoy that cannot start', () => {
  const broken = wasmFilter({ name: 'guard', module: { bytes: Buffer.from('no module') } });

  it('is a refused configuration that names the unknown field', async () => {
    const failure = start({ bootstrap: { ...bootstrap({}), no_such_field: 1 } });
    await expect(failure).rejects.toMatchObject({ kind: 'user', message: expect.stringContaining('no_such_field') });
  });

  it.each([
    ['from the start', () => ({ bootstrap: bootstrap({ listeners: [echoListener('a', { httpFilters: [broken] })] }) })],
    ['that can be updated', () => ({ listeners: [echoListener('a', { httpFilters: [broken] })] })],
  ])('is refused with the log lines of a broken plugin, in a listener %s', async (_when, options) => {
    const failure = start({ bootstrap: bootstrap({}), ...options() });
    await expect(failure).rejects.toMatchObject({
      kind: 'user',
      message: expect.stringMatching(/Unable to create Wasm plugin guard\n(.*\n)*  wasm: Wasm VM failed/),
    });
  });

  it('is the fault of the surroundings when its port is taken', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = holder.address() as AddressInfo;
      const taken = { ...echoListener('a'), address: { socket_address: { address: '127.0.0.1', port_value: port } } };
      const failure = start({ bootstrap: bootstrap({ listeners: [taken] }) });
      await expect(failure).rejects.toMatchObject({
        kind: 'surroundings',
        message: expect.stringContaining(`:${port}`),
      });
    } finally {
      holder.close();
    }
  });

  it('is the fault of the surroundings when it is no Envoy', async () => {
    const other = { kind: 'binary', path: '/bin/false', version: '1.40.0', source: 'PATH' } as const;
    await expect(startEnvoy(other, { bootstrap: bootstrap({}), workDir })).rejects.toMatchObject({
      kind: 'surroundings',
    });
  });

  it('is given up after the time that was given', async () => {
    const began = performance.now();
    await expect(start({ timeoutMs: 1 })).rejects.toMatchObject({ kind: 'surroundings', message: /not ready within/ });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('is given up when the signal aborts, before and during the start', async () => {
    await expect(start({ signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: 'surroundings' });
    await expect(start({ signal: AbortSignal.timeout(30) })).rejects.toMatchObject({ kind: 'surroundings' });
  });
});
