import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { h1Client, h2Client, type Answer, type Asked } from './client.ts';
import { normalizerFilter, startGateway, type Gateway } from './gateway.ts';

// What the actions do to a request on a real Envoy: status, headers, response code details, filter state, counters, log lines.

const step = (id: string, action: string): object => ({ step: id, action });
const configurations = {
  reject: { path: { steps: ['lower-case', step('merge-slashes', 'reject')] }, rejectStatus: 422, mark: true },
  redirect: { path: { steps: ['fold-backslash', step('lower-case', 'redirect')] } },
  report: { path: { steps: [step('lower-case', 'report'), step('nul', 'report')] } },
  preset: { path: { preset: 'BASE' }, mark: true },
  host: { host: { steps: ['lower-case', 'strip-port', 'strip-trailing-dot'] } },
};

interface Row {
  readonly title: string;
  readonly listener: keyof typeof configurations;
  readonly asked: Asked;
  readonly answer: Partial<Answer>;
  readonly log: string;
}

const rows: readonly Row[] = [
  {
    title: 'reject answers with its status and names the step',
    listener: 'reject',
    asked: { path: '/a//b' },
    answer: { status: 422, body: 'Bad Request\n', seen: null },
    log: '422 portcullis_path_rejected{merge-slashes} mark=judged original=-',
  },
  {
    title: 'what a preset cannot read is rejected with 400',
    listener: 'preset',
    asked: { path: '/a%00' },
    answer: { status: 400, body: 'Bad Request\n', seen: null },
    log: '400 portcullis_path_rejected{envoy-normalize-path} mark=judged original=-',
  },
  {
    title: 'redirect answers 307 with the normalized path and its query',
    listener: 'redirect',
    asked: { path: '/A\\B?Q=Z' },
    answer: { status: 307, location: '/a/b?Q=Z', seen: null, body: '' },
    log: '307 portcullis_path_redirected{lower-case} mark=- original=-',
  },
  {
    title: 'redirect never leads to another site',
    listener: 'redirect',
    asked: { path: '//Evil.example' },
    answer: { status: 307, location: '/.//evil.example' },
    log: '307 portcullis_path_redirected{lower-case} mark=- original=-',
  },
  {
    // Envoy turns a local reply to a gRPC request into a gRPC status in an HTTP 200.
    title: 'a gRPC request is rejected where another one would be redirected',
    listener: 'redirect',
    asked: { path: '/A', headers: [['content-type', 'application/grpc']] },
    answer: { status: 200, location: undefined, seen: null },
    log: '200 portcullis_path_rejected{lower-case} mark=- original=-',
  },
  {
    title: 'report lets the value through as it is',
    listener: 'report',
    asked: { path: '/A?B' },
    answer: { status: 200, seen: '/A?B' },
    log: '200 via_upstream mark=- original=-',
  },
  {
    title: 'a request that was changed is marked',
    listener: 'preset',
    asked: { path: '/a/../b' },
    answer: { status: 200, seen: '/b' },
    log: '200 via_upstream mark=judged original=-',
  },
  {
    title: 'so is one that was not',
    listener: 'preset',
    asked: { path: '/b' },
    answer: { status: 200, seen: '/b' },
    log: '200 via_upstream mark=judged original=-',
  },
  {
    title: 'the back end gets the folded host',
    listener: 'host',
    asked: { path: '/A', host: 'Admin.Example.COM.:443' },
    answer: { status: 200, seen: '/A', host: 'admin.example.com' },
    log: '200 via_upstream mark=- original=-',
  },
];

const protocols = [
  ['HTTP/1.1', h1Client],
  ['HTTP/2', h2Client],
] as const;
const idOf = (protocol: string, row: Row): string => `${protocol}-${rows.indexOf(row)}`;

let gateway: Gateway;
const wasmLog: string[] = [];
beforeAll(async () => {
  const listeners = Object.entries(configurations).map(([name, configuration]) => [
    name,
    { httpFilters: [normalizerFilter(configuration, name)] },
  ]);
  gateway = await startGateway({
    listeners: Object.fromEntries(listeners),
    onLog: (line) => void (line.includes('portcullis normalizer: ') && wasmLog.push(line)),
  });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

async function ask(listener: keyof typeof configurations, asked: Asked, clientOf = h1Client): Promise<Answer> {
  const client = clientOf(gateway.envoy.port(listener));
  try {
    return await client.send(asked);
  } finally {
    client.close();
  }
}

describe.each(protocols)('over %s', (protocol, clientOf) => {
  test.each(rows)('$title', async (row) => {
    const headers = [['x-case', idOf(protocol, row)] as const, ...(row.asked.headers ?? [])];
    expect(await ask(row.listener, { ...row.asked, headers }, clientOf)).toMatchObject(row.answer);
  });
});

test('OPTIONS * is left alone: no route has it', async () => {
  expect(await ask('preset', { method: 'OPTIONS', path: '*' }, h2Client)).toMatchObject({ status: 404 });
});

const counters = ['rewritten', 'rejected', 'redirected', 'reported'] as const;
const counts = (): Promise<number[]> =>
  Promise.all(counters.map((name) => gateway.envoy.admin.stat(`wasmcustom.portcullis_normalizer_${name}`)));

test.each([
  ['reject', '/A', [1, 0, 0, 0]],
  ['reject', '/a//', [0, 1, 0, 0]],
  ['redirect', '/A', [0, 0, 1, 0]],
  ['report', '/A', [0, 0, 0, 1]],
  ['preset', '/a', [0, 0, 0, 0]],
] as const)('the counters in /stats grow by what happened: %s %s', async (listener, path, growth) => {
  const before = await counts();
  await ask(listener, { path });
  const after = await counts();
  expect(after.map((value, index) => value - before[index]!)).toEqual(growth);
});

test('report writes a warning with the step and the path', async () => {
  const line = (): string | undefined => wasmLog.find((text) => text.includes('nul'));
  await ask('report', { path: '/%00"\\?q' });
  const deadline = Date.now() + 5_000;
  while (line() === undefined && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(line()).toMatch(/^\[[^\]]*\]\[\d+\]\[warning\]\[wasm\]/);
  expect(line()).toContain('portcullis normalizer: reported: nul matches path "/%00\\x22\\x5c?q"');
});

describe('the access log', () => {
  let log: ReadonlyMap<string, string>;
  beforeAll(async () => {
    log = await gateway.stopAndReadLog();
  });
  describe.each(protocols)('over %s', (protocol) => {
    test.each(rows)('$title: $log', (row) => {
      expect(log.get(idOf(protocol, row))).toBe(row.log);
    });
  });
});
