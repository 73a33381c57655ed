import { expect, test } from 'vitest';
import { createVm, type LogLine } from '../../../tools/host/index.ts';
import { puppetVm, said } from './puppet.ts';
import { wat } from './wat.ts';

const headers = [[':path', '/']] as const;

test('log lines: level, context, UTF-8 text, the newest kept', async () => {
  const heard: LogLine[] = [];
  const vm = await puppetVm({ logLevel: 'warn', logLimit: 2, onLog: (line) => heard.push(line) });
  const root = vm.createRoot({
    configuration: 'request_headers: log 1 no;log 3 %e2%82%ac;log 5 c;log 4 d;log 4 e;log 4 f',
  });
  root.createStream({ headers }).requestHeaders();
  expect(heard.map(({ level, message, contextId }) => `${level} ${message} ${contextId}`)).toEqual([
    'warn \u20ac 2',
    'critical c 2',
    'error d 2',
    'error e 2',
    'error f 2',
  ]);
  expect(vm.logs.map(({ message }) => message)).toEqual(['d', 'e', 'f']);
});

test('metrics by name: equal names share a value, another type of the same name has a name of its own', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({
    configuration:
      'request_headers: define 0 n;define 0 n;increment 4 2;increment 8 3;define 1 n;record 5 7;define 2 h;record 6 4;record 6 5',
  });
  root.createStream({ headers }).requestHeaders();
  expect(vm.metric('n')).toBe(5);
  expect(vm.metric('gauge:n')).toBe(7);
  expect(vm.metric('nope')).toBeUndefined();
  expect(Object.fromEntries(vm.metrics)).toEqual({
    n: { type: 'counter', value: 5n },
    'gauge:n': { type: 'gauge', value: 7n },
    h: { type: 'histogram', value: 2n, sum: 9n },
  });
});

test('time is the caller’s', async () => {
  const vm = await puppetVm({ now: () => 0x0102_0304_0506_0708n });
  const root = vm.createRoot({ configuration: 'request_headers: time;prop request|time' });
  said(vm);
  root.createStream({ headers }).requestHeaders();
  expect(said(vm).slice(2)).toEqual([
    '  time -> 0 72623859790382856',
    "  prop request|time -> 0 '%08%07%06%05%04%03%02%01'",
  ]);
});

test('memory and its growth can be read', async () => {
  const vm = await puppetVm();
  const before = vm.memory.buffer.byteLength;
  vm.createRoot({ configuration: 'request_headers: grow 3;get 0 :path' }).createStream({ headers }).requestHeaders();
  expect(vm.memory.buffer.byteLength).toBe(before + 3 * 65536);
  expect(said(vm).at(-1)).toBe("  get 0 :path -> 0 '/'");
});

test('WASI: environment, clock, random bytes and output to the log', async () => {
  const names = ['environ_sizes_get', 'environ_get', 'args_sizes_get', 'random_get', 'fd_fdstat_get'];
  const imports = names.map(
    (name) => `(import "wasi_snapshot_preview1" "${name}" (func $${name} (param i32 i32) (result i32)))`,
  );
  const vm = await createVm({
    environment: { A: '1', LANG: 'é' },
    now: () => 5n,
    module: wat(`(module ${imports.join('')}
      (import "wasi_snapshot_preview1" "clock_time_get" (func $clock (param i32 i64 i32) (result i32)))
      (import "wasi_unstable" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
      (memory (export "memory") 1) (func (export "proxy_abi_version_0_2_0"))
      (func (export "malloc") (param i32) (result i32) (i32.const 1024))
      (data (i32.const 512) "out") (data (i32.const 520) "put\\n")
      (data (i32.const 600) "\\00\\02\\00\\00\\03\\00\\00\\00\\08\\02\\00\\00\\04\\00\\00\\00")
      (func $check (param $got i32) (param $want i32) (if (i32.ne (local.get $got) (local.get $want)) (then unreachable)))
      (func (export "_initialize")
        (call $check (call $environ_sizes_get (i32.const 0) (i32.const 4)) (i32.const 0))
        (call $check (i32.load (i32.const 0)) (i32.const 2))
        (call $check (i32.load (i32.const 4)) (i32.const 12))
        (call $check (call $environ_get (i32.const 16) (i32.const 32)) (i32.const 0))
        (call $check (i32.load (i32.const 20)) (i32.const 36))
        (call $check (i32.load (i32.const 32)) (i32.const 0x00313d41))
        (call $check (call $args_sizes_get (i32.const 0) (i32.const 4)) (i32.const 0))
        (call $check (i32.load (i32.const 0)) (i32.const 0))
        (call $check (call $random_get (i32.const 100) (i32.const 65537)) (i32.const 28))
        (call $check (call $random_get (i32.const 65530) (i32.const 8)) (i32.const 21))
        (call $check (call $random_get (i32.const 100) (i32.const 8)) (i32.const 0))
        (call $check (call $fd_fdstat_get (i32.const 0) (i32.const 200)) (i32.const 8))
        (call $check (call $fd_fdstat_get (i32.const 1) (i32.const 200)) (i32.const 0))
        (call $check (i32.load8_u (i32.const 208)) (i32.const 64))
        (call $check (call $clock (i32.const 0) (i64.const 0) (i32.const 300)) (i32.const 0))
        (call $check (i32.load (i32.const 300)) (i32.const 5))
        (call $check (call $clock (i32.const 2) (i64.const 0) (i32.const 300)) (i32.const 58))
        (call $check (call $write (i32.const 1) (i32.const 600) (i32.const 2) (i32.const 0)) (i32.const 0))
        (call $check (i32.load (i32.const 0)) (i32.const 7))
        (call $check (call $write (i32.const 2) (i32.const 600) (i32.const 1) (i32.const 0)) (i32.const 0))
        (call $check (call $write (i32.const 3) (i32.const 600) (i32.const 1) (i32.const 0)) (i32.const 8))
        (call $check (call $write (i32.const 1) (i32.const 65530) (i32.const 1) (i32.const 0)) (i32.const 21))))`),
  });
  expect(vm.logs).toEqual([
    { level: 'info', message: 'output', contextId: 0 },
    { level: 'error', message: 'out', contextId: 0 },
  ]);
});
