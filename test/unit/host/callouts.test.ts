import { expect, test } from 'vitest';
import { abiStatus, type HttpAnswer } from '../../../tools/host/index.ts';
import { puppetVm, said } from './puppet.ts';

const headers = [[':path', '/']] as const;
const call = 'call up :path=/x,:method=GET,:authority=a body';

test('an HTTP call is recorded, and answered after the callback that made it', async () => {
  const vm = await puppetVm({
    httpCall: () => ({ headers: [[':status', '204']], body: 'ok', trailers: [['t', '1']] }),
  });
  const root = vm.createRoot({
    configuration: `request_headers: ${call}\nhttp_call_response: get 6 :status;get 7 t;buffer 4 0 9;status`,
  });
  said(vm);
  root.createStream({ headers }).requestHeaders();
  expect(vm.httpCalls).toEqual([
    {
      token: 4,
      rootId: 1,
      cluster: 'up',
      headers: [
        [':path', '/x'],
        [':method', 'GET'],
        [':authority', 'a'],
      ],
      body: new TextEncoder().encode('body'),
      trailers: [],
      timeoutMs: 1000,
    },
  ]);
  expect(said(vm).slice(2)).toEqual([
    `  ${call} -> 0 4`,
    'http_call_response 1 4 1 2 1',
    "  get 6 :status -> 0 '204'",
    "  get 7 t -> 0 '1'",
    "  buffer 4 0 9 -> 0 'ok'",
    "  status -> 0 0 ''",
  ]);
});

test('an answer that comes later lets a waiting request go on; a broken connection is told by its status', async () => {
  const vm = await puppetVm({ httpCall: () => 'later' });
  const root = vm.createRoot({
    configuration: `request_headers: ${call};return 1\nhttp_call_response: status;get 6 :status;effective 2;continue 0`,
  });
  const exchange = vm.exchange([root], { headers });
  expect(exchange.outcome).toBe('paused');
  said(vm);
  vm.answerHttpCall(vm.httpCalls[0]!.token, 'failed');
  expect(said(vm)).toEqual([
    'http_call_response 1 4 0 0 0',
    "  status -> 0 11 'reset'",
    '  get 6 :status -> 2',
    '  effective 2 -> 0',
    '  continue 0 -> 0',
  ]);
  expect(exchange.resume()).toBe('forwarded');
  expect(() => vm.answerHttpCall(4, 'failed')).toThrow('found no call under way with token 4');
});

test('an answer at once lets the request of the same exchange go on', async () => {
  const answer: HttpAnswer = { headers: [[':status', '200']] };
  const vm = await puppetVm({ httpCall: () => answer });
  const root = vm.createRoot({
    configuration: `request_headers: ${call};return 1\nhttp_call_response: effective 2;set 0 x-auth yes;continue 0`,
  });
  const exchange = vm.exchange([root], { headers });
  expect(exchange.outcome).toBe('forwarded');
  expect(exchange.forwarded?.headers).toContainEqual(['x-auth', 'yes']);
});

test('gRPC: a message, an error, nothing for a root that is gone; streams are not implemented', async () => {
  const answers = [{ message: Uint8Array.of(1, 2) }, { status: 14, reason: 'away' }, 'later'] as const;
  let next = 0;
  const vm = await puppetVm({ grpcCall: () => answers[next++] });
  const root = vm.createRoot({
    configuration:
      'request_headers: grpc up s m;grpc up s m;grpc up s m;grpc up s m\ngrpc_receive: buffer 5 0 9\ngrpc_close: status',
  });
  said(vm);
  const stream = root.createStream({ headers });
  stream.requestHeaders();
  expect(said(vm).slice(2)).toEqual([
    '  grpc up s m -> 0 5',
    '  grpc up s m -> 0 9',
    '  grpc up s m -> 0 13',
    '  grpc up s m -> 4 0',
    'grpc_receive 1 5 2',
    "  buffer 5 0 9 -> 0 '%01%02'",
    'grpc_close 1 9 14',
    "  status -> 0 14 'away'",
  ]);
  stream.finish();
  root.delete();
  said(vm);
  vm.answerGrpcCall(13, { message: new Uint8Array(0) });
  expect(said(vm)).toEqual([]);
});

test('foreign functions: bytes, nothing, a refusal', async () => {
  const vm = await puppetVm({
    foreignFunctions: {
      echo: (argument) => argument,
      quiet: () => undefined,
      refuse: () => abiStatus.badExpression,
    },
  });
  const root = vm.createRoot({
    configuration: 'request_headers: foreign echo hi;foreign quiet;foreign refuse;foreign nope;foreign toString',
  });
  said(vm);
  root.createStream({ headers }).requestHeaders();
  expect(said(vm).slice(2)).toEqual([
    "  foreign echo hi -> 0 'hi'",
    "  foreign quiet -> 0 ''",
    '  foreign refuse -> 5',
    '  foreign nope -> 1',
    '  foreign toString -> 1',
  ]);
});

test('a host can call the module’s foreign function callback', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({ configuration: 'foreign_function: buffer 8 0 9' });
  said(vm);
  root.callForeign(7, Uint8Array.of(0x61));
  expect(said(vm)).toEqual(['foreign_function 1 7 1', "  buffer 8 0 9 -> 0 'a'"]);
});
