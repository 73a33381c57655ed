import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Connection, createVm, type Root, type Stream } from '../../../tools/host/index.ts';
import { ask, guardModule, guardRoot, guardVm, openStream, verdictOf } from './guard.ts';

// The guard remembers which listener a connection's SNI belongs to, and does not read it again. Whatever was asked before on a
// connection, each request must be answered, counted, marked and logged as on a connection of its own.

const listeners = [
  { name: 'guest', hosts: ['*.example.com'], tls: 'a' },
  { name: 'admin', hosts: ['admin.example.com'], tls: 'b' },
  { name: 'other', hosts: ['other.test', '*.other.test'], tls: 'a' },
];
const rest = { name: 'rest' };
const configurations = [
  { listeners },
  { listeners: [...listeners].toReversed() },
  { listeners: [...listeners, rest] },
  { listeners: [...listeners, rest], unknownHost: 'REJECT' },
  { listeners: [rest, ...listeners], sameTls: 'SHARED', mark: true },
  { listeners, missingSni: 'ALLOW', unknownHost: 'REJECT' },
  { listeners, missingSni: 'REJECT', action: 'REPORT' },
  { listeners, exceptHosts: ['admin.example.com'] },
  { listeners: listeners.map((one, i) => ({ ...one, port: 8443 + (i % 2) })) },
  { rule: 'SNI_EQUALS_HOST' },
];
const names = ['a.example.com', 'admin.example.com', 'b.example.com', 'other.test', 'x.other.test', 'unknown.org', ''];
const authority = fc
  .tuple(fc.constantFrom(...names), fc.constantFrom('', '', '.', ':443'), fc.boolean())
  .map(([name, end, upper]) => (upper ? name.toUpperCase() : name) + end);
const connection = fc.record({
  sni: fc.constantFrom(...names, 'ADMIN.example.com', 'admin.example.com.', '.example.com'),
  tls: fc.constantFrom('TLSv1.3', 'TLSv1.3', null),
  port: fc.constantFrom(8443, 8444, 9000, null),
});
const request = fc.record({
  /** Which configuration judges it, and on which of the connections it comes. */
  root: fc.nat(),
  connection: fc.nat(),
  host: authority,
  method: fc.constantFrom('GET', 'GET', 'GET', 'CONNECT'),
});

const seenOf = (stream: Stream) => ({
  verdict: verdictOf(stream),
  state: [...stream.filterState].map(([key, value]) => `${key}=${String(value)}`),
});

describe('requests on connections that others came on before', () => {
  test('are judged, counted and marked as on a connection of their own', { timeout: 120_000 }, async () => {
    const [shared, alone] = [await guardVm(), await guardVm()];
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...configurations), { minLength: 1, maxLength: 3 }),
        fc.array(connection, { minLength: 1, maxLength: 4 }),
        fc.array(request, { minLength: 20, maxLength: 60 }),
        (chosen, connections, requests) => {
          const roots = chosen.map((one) => [guardRoot(shared, one), guardRoot(alone, one)] as const);
          const open = connections.map((one) => ({ ...one, over: new Connection() }));
          for (const { root, connection: number, host, method } of requests) {
            const [first, second] = roots[root % roots.length]!;
            const { over, ...plain } = open[number % open.length]!;
            const asked = { ...plain, host, method };
            const found = seenOf(ask(first, { ...asked, over }));
            expect(found, JSON.stringify({ chosen, asked })).toEqual(seenOf(ask(second, asked)));
            seen.set(found.verdict, (seen.get(found.verdict) ?? 0) + 1);
          }
          for (const root of roots.flat()) root.delete();
        },
      ),
      { seed: 20_261_123, numRuns: 2000 },
    );
    expect([...shared.metrics].map(([name, { value }]) => [name, value])).toEqual(
      [...alone.metrics].map(([name, { value }]) => [name, value]),
    );
    expect(seen.get('pass')).toBeGreaterThan(10_000);
    expect(seen.get('reject other-listener')).toBeGreaterThan(5000);
  });
});

describe('a connection that was judged', () => {
  /** A root of a VM that counts how often the SNI is read. */
  async function counting(configuration: unknown): Promise<{ root: Root; reads: () => number }> {
    const vm = await createVm({ module: await guardModule() });
    let reads = 0;
    const root = guardRoot(vm, configuration);
    const properties = new Map<string, string>();
    const get = properties.get.bind(properties);
    properties.get = (key) => {
      if (key === 'connection\0requested_server_name') reads++;
      return get(key);
    };
    const create = root.createStream.bind(root);
    root.createStream = (init) => {
      properties.clear();
      for (const [key, value] of Object.entries(init.properties ?? {})) {
        if (typeof value === 'string') properties.set(key.replaceAll('.', '\0'), value);
      }
      return create({ ...init, properties });
    };
    return { root, reads: () => reads };
  }
  const asked = { sni: 'a.example.com', host: 'b.example.com' };

  test('is remembered: its SNI is read once', async () => {
    const { root, reads } = await counting({ listeners });
    const over = new Connection();
    for (let i = 0; i < 5; i++) expect(verdictOf(ask(root, { ...asked, over }))).toBe('pass');
    expect(reads()).toBe(1);
    expect(verdictOf(ask(root, { ...asked, over, host: 'admin.example.com' }))).toBe('reject other-listener');
    expect(reads()).toBe(2);
  });

  test('is not remembered for a host of another listener that its SNI does not belong to', async () => {
    const { root } = await counting({ listeners });
    const over = new Connection();
    for (const host of ['admin.example.com', 'b.example.com', 'admin.example.com', 'other.test']) {
      expect(verdictOf(ask(root, { ...asked, host, over }))).toBe(
        host === 'b.example.com' ? 'pass' : 'reject other-listener',
      );
    }
  });

  test('is judged anew by another configuration, also by one whose listeners have the same numbers', async () => {
    const vm = await guardVm();
    const over = new Connection();
    const old = guardRoot(vm, {
      listeners: [{ hosts: ['a.example.com', 'b.example.com'] }, { hosts: ['c.example.com'] }],
    });
    expect(verdictOf(ask(old, { ...asked, over }))).toBe('pass');
    // The first listener is another one's now: b.example.com has the number that a.example.com had.
    const next = guardRoot(vm, { listeners: [{ hosts: ['b.example.com'] }, { hosts: ['a.example.com'] }] });
    expect(verdictOf(ask(next, { ...asked, over }))).toBe('reject other-listener');
    expect(verdictOf(ask(old, { ...asked, over }))).toBe('pass');
    // Another VM knows nothing of this one: its roots have the same numbers, and its clock may show the same time.
    const now = () => 1n;
    const [one, two] = [
      await createVm({ module: await guardModule(), now }),
      await createVm({ module: await guardModule(), now }),
    ];
    const first = guardRoot(one, { listeners: [{ hosts: ['a.example.com', 'b.example.com'] }] });
    expect(verdictOf(ask(first, { ...asked, over }))).toBe('pass');
    const second = guardRoot(two, { listeners: [{ hosts: ['b.example.com'] }, { hosts: ['a.example.com'] }] });
    expect(verdictOf(ask(second, { ...asked, over }))).toBe('reject other-listener');
  });

  test('is judged each time by a host that keeps nothing for connections', async () => {
    const vm = await createVm({ module: await guardModule(), foreignFunctions: { declare_property: () => 1 } });
    const root = guardRoot(vm, { listeners });
    const over = new Connection();
    for (let i = 0; i < 3; i++) {
      const stream = ask(root, { ...asked, over });
      expect(verdictOf(stream)).toBe('pass');
      expect([...stream.filterState, ...over.filterState]).toEqual([]);
    }
    expect(vm.logs).toEqual([]);
  });

  test('leaves nothing in the filter state of its requests', async () => {
    const vm = await guardVm();
    const root = guardRoot(vm, { listeners });
    const over = new Connection();
    const stream = openStream(root, { ...asked, over });
    stream.requestHeaders(true);
    expect([...stream.filterState]).toEqual([]);
    expect([...over.filterState.keys()]).toEqual([expect.stringMatching(/^portcullis\.sni\.[0-9a-f]{16}00000001$/)]);
  });
});
