import { describe, expect, test } from 'vitest';
import { compileProperties } from '../../../tools/host/index.ts';
import { guard, verdictOf } from './guard.ts';

const MiB = 1_048_576;

/** `count` hosts, spread over `listeners` listeners, host i in listener i % listeners. */
function listenersOf(count: number, listeners: number): { hosts: string[] }[] {
  const all = Array.from({ length: listeners }, (): { hosts: string[] } => ({ hosts: [] }));
  for (let i = 0; i < count; i++) all[i % listeners]!.hosts.push(hostAt(i));
  return all;
}

/** Every tenth one is a wildcard. */
const hostAt = (i: number): string => (i % 10 === 9 ? `*.w${i}.example${i % 977}.com` : `h${i}.example${i % 977}.com`);
const nameAt = (i: number): string => hostAt(i).replace('*', 'deep.er');

describe.each([
  [5_000, 50],
  [5_000, 5_000],
  [100_000, 100],
  [100_000, 100_000],
])('%i hosts in %i listeners', (count, listeners) => {
  test('are configured within 32 MiB, and each is found', async () => {
    const { vm, ask } = await guard({ listeners: listenersOf(count, listeners) });
    expect(vm.memory.buffer.byteLength).toBeLessThan(32 * MiB);
    const size = vm.memory.buffer.byteLength;
    const step = Math.max(1, Math.floor(count / 2_000));
    for (let i = 0; i < count - listeners; i += step) {
      const sibling = i + listeners;
      expect(verdictOf(ask({ sni: nameAt(i), host: nameAt(i) })), nameAt(i)).toBe('pass');
      expect(verdictOf(ask({ sni: nameAt(i), host: nameAt(sibling) })), nameAt(i)).toBe('pass');
      expect(verdictOf(ask({ sni: nameAt(i), host: nameAt(i + 1) })), nameAt(i)).toBe('reject other-listener');
      expect(verdictOf(ask({ sni: nameAt(i), host: `no.${i}.test` }))).toBe('pass');
    }
    expect(vm.memory.buffer.byteLength).toBe(size);
  });
});

test('100,000 listeners that share one label are one, and configured as quickly', async () => {
  const listeners = listenersOf(100_000, 100_000).map((item) => ({ ...item, tls: 'one' }));
  const { vm, ask } = await guard({ listeners, sameTls: 'SHARED' });
  expect(vm.memory.buffer.byteLength).toBeLessThan(32 * MiB);
  expect(verdictOf(ask({ sni: nameAt(1), host: nameAt(99_998) }))).toBe('pass');
});

describe('1,000,000 requests', () => {
  test('leave the memory as it was', { timeout: 120_000 }, async () => {
    const { vm, root } = await guard({ listeners: listenersOf(5_000, 50), unknownHost: 'REJECT' });
    const size = vm.memory.buffer.byteLength;
    const requests = Array.from({ length: 1_000 }, (_, i) => ({
      headers: [
        [':method', 'GET'],
        [':path', '/'],
        [':authority', i % 3 === 0 ? `no.${i}.test` : `${nameAt(i).toUpperCase()}.:443`],
      ] as [string, string][],
      properties: compileProperties({
        'connection.requested_server_name': nameAt(i % 2 === 0 ? i : i + 50),
        'connection.tls_version': 'TLSv1.3',
        'destination.port': 443n,
      }),
    }));
    let refused = 0;
    for (let i = 0; i < 1_000_000; i++) {
      const { headers, properties } = requests[i % 1_000]!;
      if (root.judge(headers, properties).localReply !== undefined) refused++;
    }
    // A third names an unknown host; of the rest all stay on their own listener, 50 hosts further.
    expect(refused).toBe(334_000);
    expect(vm.metric('portcullis_guard_misdirected')).toBe(refused);
    expect(vm.memory.buffer.byteLength).toBe(size);
    expect(vm.failed).toBeUndefined();
  });
});
