import { expect, test } from 'vitest';
import { puppetVm, said } from './puppet.ts';

const headers = [
  [':method', 'GET'],
  [':path', '/a?b'],
  [':authority', 'example.com'],
  [':scheme', 'https'],
] as const;

test('contexts are created in the order of Envoy, ids from one counter', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot();
  const stream = root.createStream({ headers });
  expect(said(vm)).toEqual(['context_create 1 0', 'vm_start 1 0', 'configure 1 0']);
  expect(stream.requestHeaders()).toBe('continue');
  expect(said(vm)).toEqual(['context_create 2 1', 'request_headers 2 4 1']);
  stream.finish();
  expect(said(vm)).toEqual(['log 2', 'done 2', 'delete 2']);
});

test('a local reply ends the request, its details without white space', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({ configuration: 'request_headers: reply 403 a_b%09c no%0a x-a=1,x-b=2 7' });
  const stream = root.createStream({ headers });
  expect(stream.requestHeaders()).toBe('stop');
  expect(stream.localReply).toEqual({
    status: 403,
    details: 'a_b_c',
    body: 'no\n',
    headers: [
      ['x-a', '1'],
      ['x-b', '2'],
    ],
    grpcStatus: 7,
  });
});
