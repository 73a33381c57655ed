import { expect, test } from 'vitest';
import { puppetVm, said } from './puppet.ts';

const headers = [[':path', '/']] as const;

test('every root starts and is configured for itself, in one VM', async () => {
  const vm = await puppetVm({ vmConfiguration: 'vm' });
  const first = vm.createRoot({ configuration: 'configure: buffer 7 0 9;buffer 6 0 9' });
  const second = vm.createRoot();
  expect([first.id, second.id]).toEqual([1, 2]);
  expect(said(vm)).toEqual([
    'context_create 1 0',
    'vm_start 1 2',
    'configure 1 36',
    "  buffer 7 0 9 -> 0 'configure'",
    "  buffer 6 0 9 -> 0 'vm'",
    'context_create 2 0',
    'vm_start 2 2',
    'configure 2 0',
  ]);
});

test('an update: the old root serves until its streams have ended, then it is gone', async () => {
  const vm = await puppetVm();
  const old = vm.createRoot({ configuration: 'request_headers: effective 1;set 0 x-by old' });
  const stream = old.createStream({ headers });
  const updated = vm.createRoot({ configuration: 'request_headers: effective 1;effective 3;set 0 x-by new' });
  old.delete();
  expect(old.alive).toBe(true);
  stream.requestHeaders();
  // Effective context 1 is a root, which has no headers to set.
  expect(said(vm).slice(-3)).toEqual(['request_headers 2 1 1', '  effective 1 -> 0', '  set 0 x-by old -> 2']);
  stream.finish();
  expect(said(vm)).toEqual(['log 2', 'done 2', 'delete 2', 'done 1', 'delete 1']);
  expect([old.alive, old.refusal]).toEqual([false, 'root 1 is deleted']);

  updated.createStream({ headers }).requestHeaders();
  expect(said(vm).slice(-3)).toEqual(['  effective 1 -> 2', '  effective 3 -> 0', '  set 0 x-by new -> 2']);
});

test('a deleted root refuses requests, and deleting it again does nothing', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot();
  root.delete();
  root.delete();
  expect(said(vm).slice(-2)).toEqual(['done 1', 'delete 1']);
  const stream = root.createStream({ headers });
  expect(stream.requestHeaders()).toBe('stop');
  expect(stream.localReply).toMatchObject({ status: 503, reason: 'root 1 is deleted' });
  expect(said(vm)).toEqual([]);
});

test('a root whose done says later lives until the module says proxy_done', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({ configuration: 'done: return 1\ntick: done;done' });
  root.delete();
  expect(root.alive).toBe(true);
  root.tick();
  expect(said(vm).slice(-5)).toEqual(['done 1', 'tick 1', '  done -> 0', '  done -> 1', 'delete 1']);
  expect(root.alive).toBe(false);
});

test('a refused configuration answers 503 and says why; another configuration mends it', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({ configuration: 'configure: return 1' });
  expect(root.configured).toBe(false);
  const stream = root.createStream({ headers });
  expect(stream.requestHeaders()).toBe('stop');
  expect(stream.localReply).toEqual({
    status: 503,
    details: 'wasm_fail_stream',
    body: '',
    headers: [],
    grpcStatus: 14,
    reason: 'root 1 is not configured: proxy_on_configure returned false',
  });
  stream.finish();
  expect(said(vm)).toEqual(['context_create 1 0', 'vm_start 1 0', 'configure 1 19']);
  expect(root.configure('')).toBe(true);
  expect(root.createStream({ headers }).requestHeaders()).toBe('continue');
});

test('a deferred configuration: requests are refused until it comes', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({ deferConfigure: true });
  expect(root.refusal).toBe('root 1 is not configured yet');
  expect(root.createStream({ headers }).requestHeaders()).toBe('stop');
  expect(root.configure(new TextEncoder().encode('request_headers: reply 200'))).toBe(true);
  expect(said(vm)).toEqual(['context_create 1 0', 'vm_start 1 0', 'configure 1 26']);
});

test('the tick period that the module asked for can be read, and ticks reach the root only while it lives', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({ configuration: 'configure: tick 250' });
  expect(root.tickPeriod).toBe(250);
  said(vm);
  root.tick();
  root.delete();
  root.tick();
  expect(said(vm)).toEqual(['tick 1', 'done 1', 'delete 1']);
});

test('a trap while a root is configured fails the VM: no callback runs any more', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({ configuration: 'configure: trap' });
  expect(root.configured).toBe(false);
  expect(vm.failed).toMatch(/^Function: proxy_on_configure failed: Uncaught RuntimeError: unreachable/);
  said(vm);
  const other = vm.createRoot();
  expect(other.configured).toBe(false);
  const stream = other.createStream({ headers });
  stream.requestHeaders();
  stream.finish();
  root.delete();
  expect(stream.localReply?.reason).toBe(vm.failed);
  expect(said(vm)).toEqual([]);
});
