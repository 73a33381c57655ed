import { expect, test } from 'vitest';
import { createVm } from '../../../tools/host/index.ts';
import { wat } from './wat.ts';

const memory = '(memory (export "memory") 1)';
const marker = '(func (export "proxy_abi_version_0_2_1"))';
const allocate = '(func (export "proxy_on_memory_allocate") (param i32) (result i32) (i32.const 1024))';
const body = `${memory} ${marker} ${allocate}`;
const headers = '(func (export "proxy_on_request_headers") (param i32 i32 i32) (result i32)';
const request = { headers: [[':path', '/']] } as const;

const imported = (name: string, type: string, from = 'env'): string => `(import "${from}" "${name}" (func $f ${type}))`;

// Envoy 1.40.0 refuses each of these modules too; its log line is quoted.
test.each([
  ['no ABI marker ("Missing or unknown Proxy-Wasm ABI version")', `${memory} ${allocate}`, /proxy_abi_version_0_2_1/],
  [
    'unknown imports, all of them named ("missing import: env.abort")',
    `(import "env" "abort" (func (param i32 i32 i32 i32))) (import "env" "proxy_nope" (func)) (import "x" "y" (func)) ${body}`,
    /3 imports .* env\.abort, env\.proxy_nope, x\.y/,
  ],
  ['a name that every JavaScript object has', `${imported('constructor', '')} ${body}`, /env\.constructor/],
  ['an imported global', `(import "env" "g" (global i32)) ${body}`, /env\.g \(a global\)/],
  [
    'a host function of another type ("import type mismatch: env.proxy_log")',
    `${imported('proxy_log', '(param i32 i32) (result i32)')} ${body}`,
    /env\.proxy_log \(of type \(i32 i32\) -> i32, it is \(i32 i32 i32\) -> i32\)/,
  ],
  [
    'a function of ABI 0.1.0 in a 0.2.1 module',
    `${imported('proxy_clear_route_cache', '(result i32)')} ${body}`,
    /clear_route/,
  ],
  [
    'a function of ABI 0.2.1 in a 0.2.0 module',
    `${imported('proxy_get_log_level', '(param i32) (result i32)')} ${memory} ${allocate} (func (export "proxy_abi_version_0_2_0"))`,
    /0\.2\.0 host does not offer: env\.proxy_get_log_level/,
  ],
  [
    'a callback of another type ("Bad function signature")',
    `${body} (func (export "proxy_on_request_headers") (param i32 i32) (result i32) (i32.const 0))`,
    /proxy_on_request_headers \(of type \(i32 i32\) -> i32, it is \(i32 i32 i32\) -> i32\)/,
  ],
  ['no allocation ("missing malloc function")', `${memory} ${marker}`, /malloc or proxy_on_memory_allocate/],
  ['no memory', `${marker} ${allocate}`, /no exported memory/],
  [
    'a host call while it starts ("_initialize failed: Uncaught Error: restricted_callback")',
    `${imported('proxy_set_tick_period_milliseconds', '(param i32) (result i32)')} ${body}
     (func (export "_initialize") (drop (call $f (i32.const 1))))`,
    /_initialize failed: Uncaught Error: restricted_callback/,
  ],
  ['a trap in its start section', `${body} (func $s unreachable) (start $s)`, /cannot be instantiated/],
])('refuses a module with %s', async (_name, text, message) => {
  await expect(createVm({ module: wat(`(module ${text})`) })).rejects.toThrow(message);
  await expect(createVm({ module: wat(`(module ${text})`) })).rejects.toMatchObject({ kind: 'user' });
});

test('refuses bytes that are no WebAssembly', async () => {
  await expect(createVm({ module: new Uint8Array([1, 2, 3]) })).rejects.toThrow(/no valid WebAssembly/);
});

test('takes bytes, a buffer and a compiled module', async () => {
  const bytes = wat(`(module ${body})`);
  for (const module of [bytes, bytes.buffer, await WebAssembly.compile(bytes)]) {
    expect((await createVm({ module })).abi).toBe('0.2.1');
  }
});

test('gives a module the memory that it imports', async () => {
  const log = imported('proxy_log', '(param i32 i32 i32) (result i32)');
  const vm = await createVm({
    module: wat(`(module ${log} (import "env" "memory" (memory 2 3)) (data (i32.const 64) "hello") ${marker} ${allocate}
      ${headers} (call $f (i32.const 3) (i32.const 64) (i32.const 5))))`),
  });
  vm.createRoot().createStream(request).requestHeaders();
  expect(vm.logs).toEqual([{ level: 'warn', message: 'hello', contextId: 2 }]);
  expect(vm.memory.buffer.byteLength).toBe(2 * 65536);
});

test('a module without callbacks lets everything pass', async () => {
  const vm = await createVm({ module: wat(`(module ${body})`) });
  const root = vm.createRoot();
  expect(root.configured).toBe(true);
  const exchange = vm.exchange([root], { ...request, body: 'b', trailers: [['t', '1']], upstream: { status: 204 } });
  expect(exchange.outcome).toBe('forwarded');
  expect(exchange.forwarded).toEqual({
    headers: [[':path', '/']],
    body: new Uint8Array([0x62]),
    trailers: [['t', '1']],
  });
});

test('proc_exit lets the module go on, as Envoy does, and tells so', async () => {
  const exit = imported('proc_exit', '(param i32)', 'wasi_snapshot_preview1');
  const vm = await createVm({
    module: wat(`(module ${exit} ${body} ${headers} (call $f (i32.const 3)) (i32.const 0)))`),
  });
  expect(vm.createRoot().createStream(request).requestHeaders()).toBe('continue');
  expect(vm.logs).toEqual([{ level: 'trace', message: 'proc_exit(3)', contextId: 2 }]);
});

test('endless recursion is a trap', async () => {
  const vm = await createVm({
    module: wat(`(module ${body} (func $r (call $r)) ${headers} (call $r) (i32.const 0)))`),
  });
  const stream = vm.createRoot().createStream(request);
  expect(stream.requestHeaders()).toBe('stop');
  expect(vm.failed).toMatch(
    /^Function: proxy_on_request_headers failed: Uncaught RangeError: Maximum call stack size exceeded/,
  );
});

test('ABI 0.1.0: two arguments for headers, an absent header is empty', async () => {
  const get = imported('proxy_get_header_map_value', '(param i32 i32 i32 i32 i32) (result i32)');
  const vm = await createVm({
    module: wat(`(module ${get} ${memory} ${allocate} (func (export "proxy_abi_version_0_1_0"))
      (data (i32.const 64) "nope")
      (func (export "proxy_on_request_headers") (param i32 i32) (result i32)
        (call $f (i32.const 0) (i32.const 64) (i32.const 4) (i32.const 0) (i32.const 4))))`),
  });
  expect(vm.abi).toBe('0.1.0');
  expect(vm.createRoot().createStream(request).requestHeaders()).toBe('continue');
});
