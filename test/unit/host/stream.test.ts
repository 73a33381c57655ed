import { expect, test } from 'vitest';
import { bytesFromText, compileProperties } from '../../../tools/host/index.ts';
import { puppetVm, said } from './puppet.ts';

const headers = [
  [':method', 'GET'],
  [':path', '/a?b'],
  [':authority', 'example.com'],
  [':scheme', 'https'],
] as const;

test('a stream has its id from the start, its context when the headers come', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot();
  const early = root.createStream({ headers });
  const late = root.createStream({ headers });
  expect([early.id, late.id]).toEqual([2, 3]);
  said(vm);
  late.requestHeaders();
  early.create();
  late.finish();
  early.requestHeaders(false);
  early.finish();
  expect(said(vm)).toEqual([
    'context_create 3 1',
    'request_headers 3 4 1',
    'context_create 2 1',
    'log 3',
    'done 3',
    'delete 3',
    'request_headers 2 4 0',
    'log 2',
    'done 2',
    'delete 2',
  ]);
});

test('a callback after the end is the caller’s mistake', async () => {
  const stream = (await puppetVm()).createRoot().createStream({ headers });
  stream.finish();
  stream.finish();
  expect(() => stream.requestHeaders()).toThrow('found a callback for stream 2 after finish()');
});

test('a local reply ends the request: later callbacks of it do not run, the response callbacks do', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({
    configuration: 'request_headers: reply 403 a_b%09c no%0a x-a=1,x-b=2 7\nresponse_headers: set 2 x-a 9',
  });
  const stream = root.createStream({ headers });
  said(vm);
  expect(stream.requestHeaders(false)).toBe('stop');
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
  expect(stream.requestBody(new Uint8Array(3))).toBe('stop');
  expect(stream.requestTrailers([['t', '1']])).toBe('stop');
  expect(said(vm).filter((line) => !line.startsWith(' '))).toEqual([
    'context_create 2 1',
    'request_headers 2 4 0',
    'response_headers 2 5 0',
    'response_body 2 3 1',
  ]);
  expect(stream.response?.headers).toEqual([
    [':status', '403'],
    ['x-b', '2'],
    ['content-length', '3'],
    ['content-type', 'text/plain'],
    ['x-a', '9'],
  ]);
});

test('header values keep every byte, and other characters are refused', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({ configuration: 'request_headers: get 0 x-in;set 0 x-out %00%80%ff%c3%a9' });
  const every = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join('');
  const stream = root.createStream({ headers: [['x-in', every]] });
  said(vm);
  stream.requestHeaders();
  const hex = Array.from(every, (char) => {
    const code = char.charCodeAt(0);
    return code < 0x20 || code > 0x7e || char === '%' ? `%${code.toString(16).padStart(2, '0')}` : char;
  }).join('');
  expect(said(vm)[2]).toBe(`  get 0 x-in -> 0 '${hex}'`);
  expect(stream.headers.at(-1)).toEqual(['x-out', '\0\u0080\u00ff\u00c3\u00a9']);
  expect(() => root.createStream({ headers: [['x', '\u20ac']] })).toThrow(/character above U\+00FF/);
  expect(bytesFromText('\u20ac')).toBe('\u00e2\u0082\u00ac');
});

test('the caller’s list of headers is left alone', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({ configuration: 'request_headers: set 0 :path /z;del 0 x-a' });
  const given: [string, string][] = [
    [':path', '/a'],
    ['X-A', '1'],
  ];
  const stream = root.createStream({ headers: given });
  stream.requestHeaders();
  expect(stream.headers).toEqual([[':path', '/z']]);
  expect(given).toEqual([
    [':path', '/a'],
    ['X-A', '1'],
  ]);
});

test('attributes: every kind of value, dotted paths, U+0000 where a part has a dot', async () => {
  const vm = await puppetVm();
  const paths = ['a|s', 'a|n', 'a|b', 'a|d', 'a|t', 'a|u', 'm|x.y|z', 'request|path', 'a'];
  const root = vm.createRoot({ configuration: `request_headers: ${paths.map((path) => `prop ${path}`).join(';')}` });
  const stream = root.createStream({
    headers,
    properties: {
      'a.s': 'text',
      'a.n': 258,
      'a.b': -1n,
      'a.d': 0.5,
      'a.t': true,
      'a.u': Uint8Array.of(1, 2),
      'm\0x.y\0z': 'dot',
      'request.path': '/given',
    },
  });
  said(vm);
  stream.requestHeaders();
  expect(said(vm).slice(2)).toEqual([
    "  prop a|s -> 0 'text'",
    "  prop a|n -> 0 '%02%01%00%00%00%00%00%00'",
    "  prop a|b -> 0 '%ff%ff%ff%ff%ff%ff%ff%ff'",
    "  prop a|d -> 0 '%00%00%00%00%00%00%e0?'",
    "  prop a|t -> 0 '%01'",
    "  prop a|u -> 0 '%01%02'",
    "  prop m|x.y|z -> 0 'dot'",
    "  prop request|path -> 0 '/given'",
    '  prop a -> 1',
  ]);
});

test('filter state can be given, and read when the stream has ended', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({ configuration: 'request_headers: prop mine;setprop other %ff' });
  const stream = root.createStream({ headers, filterState: { mine: 'x' } });
  stream.requestHeaders();
  stream.finish();
  expect(said(vm)).toContain("  prop mine -> 0 'x'");
  expect([...stream.filterState]).toEqual([
    ['mine', Uint8Array.of(0x78)],
    ['other', Uint8Array.of(0xff)],
  ]);
});

test('judge: a new stream each time, nothing left over from the last one', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({
    configuration: 'request_headers: prop s;setprop s 1;prop connection|sni;set 0 x 1;get 0 x',
  });
  const properties = compileProperties({ 'connection.sni': 'a' });
  const first = root.judge(
    [
      [':path', '/a'],
      ['x-do', 'reply 403 d b'],
    ],
    properties,
  );
  expect(first.localReply?.status).toBe(403);
  said(vm);
  const second = root.judge([[':path', '/b']], properties);
  expect(second.localReply).toBeUndefined();
  expect(second.headers).toEqual([
    [':path', '/b'],
    ['x', '1'],
  ]);
  expect(said(vm)).toEqual([
    'context_create 3 1',
    'request_headers 3 1 1',
    '  prop s -> 1',
    '  setprop s 1 -> 0',
    "  prop connection|sni -> 0 'a'",
    '  set 0 x 1 -> 0',
    "  get 0 x -> 0 '1'",
    'log 3',
    'done 3',
    'delete 3',
  ]);
});

test('a trap answers 503, names the callback, and fails the VM for good', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({ configuration: 'request_body: trap' });
  const other = root.createStream({ headers });
  const stream = root.createStream({ headers });
  expect(stream.requestHeaders(false)).toBe('continue');
  expect(stream.requestBody(Uint8Array.of(1))).toBe('stop');
  expect(vm.failed).toMatch(/^Function: proxy_on_request_body failed: Uncaught RuntimeError: unreachable/);
  expect(stream.localReply).toMatchObject({ status: 503, details: 'wasm_fail_stream', reason: vm.failed });
  said(vm);
  expect(other.requestHeaders()).toBe('stop');
  expect(other.localReply?.status).toBe(503);
  stream.finish();
  other.finish();
  expect(said(vm)).toEqual([]);
});

test('what the caller’s own function throws is not taken for a trap', async () => {
  const vm = await puppetVm({
    foreignFunctions: {
      f() {
        throw new TypeError('mine');
      },
    },
  });
  const root = vm.createRoot({ configuration: 'request_headers: foreign f' });
  expect(() => root.createStream({ headers }).requestHeaders()).toThrow('mine');
  expect(vm.failed).toMatch(/proxy_on_request_headers/);
});
