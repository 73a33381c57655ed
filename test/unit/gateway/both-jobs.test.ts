import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Stream } from '../../../tools/host/index.ts';
import { pathOf } from '../cases/normalizer.ts';
import { target } from '../normalizer/arbitrary-path.ts';
import { judge, rootOf, vmOf, type Asked } from './gateway.ts';

// gateway.wasm must be the guard and behind it the normalizer, whatever the configuration and the request.

const listeners = [
  { name: 'guest', hosts: ['*.example.com'], tls: 'a' },
  { name: 'admin', hosts: ['admin.example.com', 'example.com'], tls: 'b' },
  { name: 'other', hosts: ['other.test'], tls: 'a' },
];
const guard = fc.constantFrom(
  { listeners },
  { listeners, sameTls: 'SHARED', unknownHost: 'REJECT' },
  { listeners, action: 'REPORT', mark: true },
  { listeners: [...listeners, { name: 'rest' }], missingSni: 'ALLOW', exceptHosts: ['*.test'] },
  { mark: true },
);
const normalizer = fc.constantFrom(
  { path: { steps: ['lower-case'] } },
  { path: { preset: 'STRICT' }, host: { steps: ['lower-case', 'strip-port', 'strip-trailing-dot'] }, mark: true },
  { path: { preset: 'BASE', steps: [{ step: 'merge-slashes', action: 'redirect' }] } },
  {
    path: { steps: [{ step: 'lower-case', action: 'report' }] },
    host: { steps: [{ step: 'lower-case', action: 'reject' }] },
  },
  {
    path: { preset: 'MERGE_SLASHES' },
    rules: [
      { hosts: ['admin.example.com'], path: { preset: 'NONE' } },
      { pathPrefixes: ['/a'], path: { preset: 'BASE' } },
    ],
    forward: 'ORIGINAL',
  },
  { restore: true },
);

const name = fc.constantFrom(
  'admin.example.com',
  'a.example.com',
  'example.com',
  'other.test',
  'x.org',
  'a.b.test',
  '',
);
const authority = fc
  .tuple(name, fc.constantFrom('', '', '.'), fc.constantFrom('', '', ':443', ':x'), fc.boolean())
  .map(([text, dot, port, upper]) => (upper ? text.toUpperCase() : text) + dot + port);
const others = fc.constantFrom(
  [],
  [['content-type', 'application/grpc']],
  [
    ['x-path', '/'],
    ['cookie', ''],
    [':path2', 'z'],
  ],
  Array.from({ length: 40 }, (_, i) => [`x-header-${i}`, 'v'.repeat(i * 20)]),
) as fc.Arbitrary<[string, string][]>;
const asked: fc.Arbitrary<Asked> = fc
  .record({
    sni: name,
    tls: fc.boolean(),
    endOfStream: fc.boolean(),
    method: fc.constantFrom('GET', 'GET', 'POST', 'CONNECT', 'OPTIONS'),
    protocol: fc.constantFrom('', '', 'websocket'),
    host: authority,
    path: fc.oneof(target(), fc.constantFrom('*', 'https://ADMIN.example.com/A//b')),
    others,
    order: fc.boolean(),
  })
  .map(({ sni, tls, endOfStream, method, protocol, host, path, others: rest, order }) => {
    const pseudo: [string, string][] = [
      [':method', method],
      [':authority', host],
      [':path', path],
    ];
    if (protocol !== '') pseudo.push([':protocol', protocol]);
    return { sni, tls, endOfStream, headers: order ? [...pseudo, ...rest] : [...pseudo.toReversed(), ...rest] };
  });

const outcome = ({ headers, localReply, filterState }: Stream) => ({
  localReply,
  headers: localReply === undefined ? headers : [],
  state: [...filterState].toSorted(([a], [b]) => a.localeCompare(b)),
});

describe('any request under any of these configurations', () => {
  test(
    'gets what the guard and then the normalizer would give it, with their counters',
    { timeout: 120_000 },
    async () => {
      const [both, first, second] = [await vmOf('gateway'), await vmOf('misdirected-guard'), await vmOf('normalizer')];
      const seen = new Map<string, number>();
      const note = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
      fc.assert(
        fc.property(guard, normalizer, fc.array(asked, { minLength: 5, maxLength: 20 }), (one, other, requests) => {
          const roots = [
            rootOf(both, { guard: one, normalizer: other }),
            rootOf(first, one),
            rootOf(second, other),
          ] as const;
          for (const request of requests) {
            const found = outcome(judge(roots[0], request));
            const guarded = outcome(judge(roots[1], request));
            const expected =
              guarded.localReply === undefined
                ? outcome(judge(roots[2], { ...request, headers: guarded.headers }))
                : guarded;
            const state = guarded.localReply === undefined ? [...guarded.state, ...expected.state] : guarded.state;
            state.sort(([a], [b]) => a.localeCompare(b));
            expect(found, JSON.stringify({ one, other, request })).toEqual({ ...expected, state });
            const changed = JSON.stringify(found.headers) !== JSON.stringify(request.headers);
            note(found.localReply === undefined ? (changed ? 'rewritten' : 'passed') : String(found.localReply.status));
          }
          for (const root of roots) root.delete();
        }),
        { seed: 20_261_122, numRuns: 2500 },
      );
      for (const vm of [first, second]) {
        for (const [metric, { value }] of vm.metrics) expect(BigInt(both.metric(metric) ?? -1), metric).toBe(value);
      }
      expect([both.failed, both.logs.filter(({ level }) => level === 'error')]).toEqual([undefined, []]);
      for (const what of ['passed', 'rewritten', '421', '400', '307'])
        expect(seen.get(what), what).toBeGreaterThan(300);
    },
  );
});

describe('requests with many headers', () => {
  test('the 20,000th is judged as the first one, in the same memory', async () => {
    const vm = await vmOf('gateway');
    const root = rootOf(vm, { guard: { listeners }, normalizer: { path: { steps: ['lower-case'] } } });
    const headers: [string, string][] = [
      [':authority', 'a.example.com'],
      ['x-filler', 'f'.repeat(5000)],
      [':path', '/A'],
    ];
    const size = vm.memory.buffer.byteLength;
    for (let i = 0; i < 20_000; i++) {
      const stream = judge(root, { sni: 'a.example.com', tls: true, endOfStream: true, headers });
      if (pathOf(stream) !== '/a') throw new Error(`request ${i}: ${stream.localReply?.details}`);
    }
    expect(vm.memory.buffer.byteLength).toBe(size);
  });

  test('are judged alike when all headers take more than half of the room', async () => {
    const root = rootOf(await vmOf('gateway'), {
      guard: { listeners },
      normalizer: { path: { steps: ['lower-case'] } },
    });
    for (const size of [1_000, 70_000, 81_000, 90_000, 150_000, 400_000]) {
      const headers: [string, string][] = [
        ['x-filler', 'f'.repeat(size)],
        [':authority', 'a.example.com'],
        [':path', '/A'],
      ];
      const request = { sni: 'a.example.com', tls: true, endOfStream: true, headers };
      expect(pathOf(judge(root, request)), String(size)).toBe('/a');
      const other = judge(root, { ...request, sni: 'admin.example.com' });
      expect(other.localReply?.status).toBe(421);
    }
  });

  test('a path of 131,072 bytes is normalized, a longer one refused, as by the normalizer alone', async () => {
    const configuration = { path: { steps: ['lower-case'] } };
    const root = rootOf(await vmOf('gateway'), { normalizer: configuration });
    const alone = rootOf(await vmOf('normalizer'), configuration);
    for (const size of [65_536, 131_072, 131_073, 163_840, 200_000]) {
      const headers: [string, string][] = [[':path', `/${'A'.repeat(size - 1)}`]];
      const request = { sni: '', tls: false, endOfStream: true, headers };
      const [found, expected] = [judge(root, request), judge(alone, request)];
      expect(found.localReply, String(size)).toEqual(expected.localReply);
      expect(pathOf(found) === pathOf(expected), String(size)).toBe(true);
    }
  });
});
