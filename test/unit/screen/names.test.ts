import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameMatcher } from '../../../tools/envoy/name-screen.ts';
import { listenerScreens } from '../../../tools/generate/guard-screen.ts';
import { listenerConfig } from '../guard/arbitrary-listeners.ts';
import { ask, guardRoot, guardVm, verdictOf } from '../guard/guard.ts';
import { evaluateMatcher } from './evaluate-matcher.ts';

// A request that a listener's screen lets by is one that the guard lets pass without a word, wherever Envoy puts the screen.

const verdicts = { own: { action: { name: 'skip' } }, other: { action: { name: 'run' } } };
const counters = ['misdirected', 'reported', 'unknown_host', 'missing_sni', 'unknown_port'];

type Screen = Parameters<typeof nameMatcher>[0];

const verdictAt = (screen: Screen, sni: string, authority: string, port = screen.port ?? 443): string | undefined =>
  evaluateMatcher(nameMatcher(screen, verdicts), {
    DestinationPortInput: String(port),
    // As Envoy keeps it (ConnectionInfoSetterImpl::setRequestedServerName).
    ...(sni !== '' && { ServerNameInput: sni.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) }),
    ':authority': authority,
  });

/** Which of the listeners' names is meant, what a wildcard stands for, and what is done to it that folding may undo. */
const writing = fc.record({
  pick: fc.nat(50),
  below: fc.constantFrom('b', 'b', 'a.x1', 'A', '', 'a:1', 'a.', 'a b', '\xe9', '[a]', '*', 'a%2e', '0'),
  twist: fc.constantFrom(
    ...Array.from({ length: 8 }, () => (name: string) => name),
    (name: string) => name.toUpperCase(),
    (name: string) => `${name}.`,
    (name: string) => `${name}:443`,
    (name: string) => `.${name}`,
    (name: string) => `x1.${name}`,
    (name: string) => `${name}:${name}`,
    (name: string) => `bb:.${name}`,
    (name: string) => `${name}.:1.${name}`,
    (name: string) => `[${name}]`,
    (name: string) => name.slice(1),
    () => '',
  ),
});
const asked = fc.record({ sni: writing, host: writing, port: fc.constantFrom(443, 8443, 9443, 7443) });
type Writing = typeof writing extends fc.Arbitrary<infer T> ? T : never;

function written(names: readonly string[], { pick, below, twist }: Writing): string {
  return twist(names[pick % names.length]!.replace('*', below));
}

describe('any listeners, any connection, any authority', () => {
  test('what a screen lets by the guard passes in silence', { timeout: 120_000 }, async () => {
    const vm = await guardVm();
    const silence = (): string =>
      JSON.stringify([counters.map((name) => vm.metric(`portcullis_guard_${name}`)), vm.logs.length]);
    const seen = { skip: 0, run: 0 };
    fc.assert(
      fc.property(listenerConfig, fc.array(asked, { minLength: 20, maxLength: 40 }), (config, requests) => {
        const root = guardRoot(vm, config);
        const names = config.listeners.flatMap(({ hosts = ['*'] }) => hosts);
        for (const screen of listenerScreens(config as unknown as Record<string, unknown>).screens) {
          for (const one of requests) {
            const [sni, host] = [written(names, one.sni), written(names, one.host)];
            const verdict = verdictAt(screen, sni, host, one.port);
            expect(['skip', 'run']).toContain(verdict);
            seen[verdict as 'skip' | 'run']++;
            if (verdict === 'run') continue;
            const before = silence();
            const stream = ask(root, { sni, host, port: one.port });
            expect(verdictOf(stream), JSON.stringify({ config, screen, one, sni, host })).toBe('pass');
            expect(silence()).toBe(before);
          }
        }
        root.delete();
      }),
      { seed: 421, numRuns: Number(process.env['PORTCULLIS_SCREEN_RUNS'] ?? 1000) },
    );
    expect(vm.failed).toBeUndefined();
    expect(seen.skip).toBeGreaterThan(500);
    expect(seen.run).toBeGreaterThan(5000);
  });

  test('the own names as they are written are let by, and those of more specific listeners not', () => {
    fc.assert(
      fc.property(listenerConfig, (config) => {
        const { screens } = listenerScreens(config as unknown as Record<string, unknown>);
        for (const screen of screens) {
          const names = screen.own.map((name) => name.replace('*', 'zz'));
          for (const sni of names) for (const host of names) expect(verdictAt(screen, sni, host)).toBe('skip');
          for (const other of screen.others.map((name) => name.replace('*', 'zz'))) {
            expect(verdictAt(screen, names[0]!, other)).toBe('run');
            expect(verdictAt(screen, other, names[0]!)).toBe('run');
          }
        }
      }),
      { seed: 421, numRuns: 1000 },
    );
  });
});
