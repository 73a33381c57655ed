import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listenerConfig, request } from './arbitrary-listeners.ts';
import { guardRoot, guardVm, ask, verdictOf } from './guard.ts';
import { modelVerdict } from './model.ts';

describe('any listeners, any connection, any authority', () => {
  test('the filter answers as the Gateway API rule read plainly', { timeout: 120_000 }, async () => {
    const vm = await guardVm();
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(listenerConfig, fc.array(request, { minLength: 10, maxLength: 30 }), (listeners, requests) => {
        const root = guardRoot(vm, listeners);
        for (const { sni, host, port: connected } of requests) {
          const found = verdictOf(ask(root, { sni: sni.text, host: host.text, port: connected }));
          const wanted = modelVerdict(listeners, { sni: sni.meant, host: host.meant, port: connected });
          seen.set(wanted, (seen.get(wanted) ?? 0) + 1);
          expect(found, JSON.stringify({ listeners, sni, host, connected })).toBe(wanted);
        }
        root.delete();
      }),
      { seed: 421, numRuns: 3000 },
    );
    expect(vm.failed).toBeUndefined();
    // The generator is worth something only while it gets everywhere.
    for (const verdict of ['pass', 'reject other-listener', 'reject unknown-host', 'reject missing-sni']) {
      expect(seen.get(verdict), verdict).toBeGreaterThan(500);
    }
  });
});
