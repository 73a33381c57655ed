import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stderrAccessLog } from '../../../tools/envoy/access-log.ts';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import { loopbackCluster } from '../../../tools/envoy/loopback-cluster.ts';
import { luaFilter } from '../../../tools/envoy/lua-filter.ts';
import { pathPermission, rbacFilter } from '../../../tools/envoy/rbac-filter.ts';
import { clusterRoute, directResponse, virtualHost } from '../../../tools/envoy/routes.ts';
import { startEnvoy } from '../../../tools/envoy/run.ts';
import type { RunningEnvoy } from '../../../tools/envoy/run.ts';
import { wasmFilter } from '../../../tools/envoy/wasm-filter.ts';
import { fileAccessLog } from '../../../tools/envoy/access-log.ts';
import { h1 } from '../../../tools/wire/h1.ts';
import { headerOf } from '../../../tools/wire/response.ts';
import { echoListener, realEnvoy } from './real-envoy.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

// Refuses every configuration but "good", with a log line; answers nothing itself.
const pluginSource = `
@external("env", "proxy_log") declare function log(level: u32, text: usize, size: usize): u32;
@external("env", "proxy_get_buffer_bytes")
declare function read(kind: u32, start: u32, size: u32, data: usize, length: usize): u32;
let next: usize = __heap_base;
export function proxy_abi_version_0_2_1(): void {}
export function proxy_on_memory_allocate(size: usize): usize { const at = next; next += size; return at; }
export function proxy_on_context_create(id: u32, parent: u32): void {}
export function proxy_on_configure(id: u32, size: u32): u32 {
  const cell = memory.data(8);
  read(7, 0, size, cell, cell + 4);
  if (size == 4 && load<u32>(load<u32>(cell)) == 0x646f6f67) return 1;
  const text = String.UTF8.encode("expected good");
  log(4, changetype<usize>(text), text.byteLength);
  return 0;
}
`;
let folder: string;
let plugin: { file: string };
let envoy: RunningEnvoy;

const echoHost = virtualHost('echo', [directResponse({ headers: { 'x-path': '%REQ(:PATH)%' } })]);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-filters-test-'));
  plugin = { file: join(folder, 'plugin.wasm') };
  const files: Record<string, string> = { 'plugin.ts': pluginSource };
  const { error, stderr } = await asc.main(
    ['plugin.ts', '--outFile', plugin.file, '--runtime', 'stub', '--use', 'abort='],
    {
      readFile: (name) => files[name] ?? null,
      writeFile: (name, bytes) => writeFileSync(name, bytes),
    },
  );
  if (error !== null) throw new Error(stderr.toString());

  const rbac = rbacFilter({
    action: 'DENY',
    policies: { admin: { permissions: ['/admin', '/ops/*', '*.php'].map(pathPermission) } },
  });
  const lua = luaFilter("function envoy_on_request(h) h:headers():replace(':path', '/lua') end");
  const listeners = [
    echoListener('back'),
    echoListener('plain'),
    echoListener('normalizing', { normalizePath: true, mergeSlashes: true, escapedSlashes: 'UNESCAPE_AND_FORWARD' }),
    echoListener('rbac', { httpFilters: [rbac], virtualHosts: [echoHost] }),
    echoListener('lua', { httpFilters: [lua], virtualHosts: [echoHost] }),
    echoListener('file', { httpFilters: [wasmFilter({ name: 'p', module: plugin, configuration: 'good' })] }),
    echoListener('bytes', {
      httpFilters: [
        wasmFilter({ name: 'p', module: { bytes: readFileSync(plugin.file) }, configuration: 'good', vmId: 'v' }),
      ],
    }),
    echoListener('small', { maxRequestHeadersKb: 1 }),
    echoListener('logged', {
      accessLog: [stderrAccessLog('seen %REQ(:PATH)%'), fileAccessLog(join(folder, 'log'), 'kept %REQ(:PATH)%')],
    }),
  ];
  envoy = await startEnvoy(await realEnvoy(), { bootstrap: bootstrap({ listeners }) });
});
afterAll(async () => {
  await envoy.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(listener: string, path: string) {
  const response = await h1({ port: envoy.port(listener) }, { path, host: 'h' });
  return [response.status, headerOf(response, 'x-path')];
}

describe('what the builders write, Envoy does', () => {
  it.each([
    ['plain', '/A//%2e%2f\\', 200, '/A//%2e%2f\\'],
    ['plain', '/a#b', 200, '/a'],
    ['normalizing', '/a//b/../c%2fd', 200, '/a/c/d'],
    ['rbac', '/admin', 403, undefined],
    ['rbac', '/admin?q', 403, undefined],
    ['rbac', '/admin/x', 200, '/admin/x'],
    ['rbac', '/ops/x', 403, undefined],
    ['rbac', '/a/b.php?q', 403, undefined],
    ['rbac', '/a/b.php/c', 200, '/a/b.php/c'],
    ['lua', '/x', 200, '/lua'],
    ['file', '/x', 200, '/x'],
    ['bytes', '/x', 200, '/x'],
    ['small', `/${'a'.repeat(2_000)}`, 431, undefined],
  ])('%s: %s is answered %i, and the route saw %s', async (listener, path, status, seen) => {
    expect(await ask(listener, path)).toEqual([status, seen]);
  });

  it('access logs go where they are sent', async () => {
    await ask('logged', '/logged');
    await envoy.admin.post('/reopen_logs');
    await expect.poll(() => envoy.logs()).toContain('seen /logged');
    await expect.poll(() => readFileSync(join(folder, 'log'), 'utf8'), { timeout: 15_000 }).toBe('kept /logged\n');
  });

  it('without likeIstio a fragment in the path is refused, as stock Envoy does', async () => {
    const stock = bootstrap({ listeners: [echoListener('a')], likeIstio: false });
    await using other = await startEnvoy(await realEnvoy(), { bootstrap: stock });
    expect((await h1({ port: other.port('a') }, { path: '/a#b' })).status).toBe(400);
  });

  it.each([false, true])('a cluster reaches a back end on a loopback port, HTTP/2: %s', async (http2) => {
    const clusters = [loopbackCluster('back', envoy.port('back'), { http2 })];
    const listeners = [echoListener('front', { virtualHosts: [virtualHost('v', [clusterRoute('back')])] })];
    await using front = await startEnvoy(await realEnvoy(), { bootstrap: bootstrap({ listeners, clusters }) });
    const response = await h1({ port: front.port('front') }, { path: '/a//%2e', host: 'h' });
    expect([response.status, headerOf(response, 'x-path')]).toEqual([200, '/a//%2e']);
    expect(headerOf(response, 'x-protocol')).toBe(http2 ? 'HTTP/2' : 'HTTP/1.1');
  });

  it('a plugin that refuses its configuration refuses the listener, with its own log line', async () => {
    const bad = wasmFilter({ name: 'p', module: plugin, configuration: { bad: true } });
    const listeners = [echoListener('a', { httpFilters: [bad] })];
    const started = startEnvoy(await realEnvoy(), { bootstrap: bootstrap({ listeners }) });
    await expect(started).rejects.toMatchObject({
      kind: 'user',
      message: expect.stringMatching(/Unable to create Wasm plugin p\n(.*\n)*  wasm: wasm log: expected good/),
    });
  });
});
