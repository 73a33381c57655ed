import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bareModule, configOf } from './bare-module.ts';
import type { BareModule } from './bare-module.ts';

// Whatever comes in which order: a stream is judged by the configuration of its own root, or refused where that has none. Ids are
// given out as proxy-wasm-cpp-host does: upwards, none twice while it lives.

const hosts = ['one.example.com', 'two.example.com', 'three.example.com'];

type Action =
  | { readonly kind: 'root' | 'again'; readonly pick: number; readonly host: number }
  | { readonly kind: 'create' | 'judge' | 'reset' | 'drop'; readonly pick: number };

const pick = fc.nat(1000);
/** A configuration by its host; -1 = one that is refused. */
const host = fc.integer({ min: -1, max: hosts.length - 1 });
const action = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('root' as const, 'again' as const), pick, host }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('create' as const, 'judge' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('reset' as const, 'drop' as const), pick }) },
);

/** What a host knows: its roots with the configuration that each has, and the streams that wait with the root of each. */
class Host {
  readonly #module: BareModule;
  readonly #roots = new Map<number, number>();
  readonly #streams = new Map<number, number>();
  #next: number;

  constructor(module: BareModule, first: number) {
    this.#module = module;
    this.#next = first;
  }

  run(step: Action): void {
    if (step.kind === 'root') return this.#configure(this.#newId(), step.host);
    const root = nth([...this.#roots.keys()], step.pick);
    const stream = nth([...this.#streams.keys()], step.pick);
    if (step.kind === 'again' && root !== undefined) this.#configure(root, step.host);
    if (step.kind === 'create' && root !== undefined) {
      const id = this.#newId();
      this.#streams.set(id, root);
      this.#module.create(id, root);
    }
    if (step.kind === 'judge' && stream !== undefined) {
      const configured = this.#roots.get(this.#streams.get(stream)!)!;
      const asked = step.pick % hosts.length;
      expect(this.#module.judge(stream, hosts[asked]!)).toBe(configured < 0 ? 503 : configured === asked ? 0 : 421);
      this.#forget(stream);
    }
    if (step.kind === 'reset' && stream !== undefined) this.#forget(stream);
    // A root lives as long as its streams do.
    if (step.kind === 'drop' && root !== undefined && ![...this.#streams.values()].includes(root)) {
      this.#roots.delete(root);
      this.#module.live.delete(root);
    }
  }

  #configure(root: number, configuration: number): void {
    const accepted = this.#module.configure(
      root,
      configuration < 0 ? { nonsense: true } : configOf(hosts[configuration]!),
    );
    expect(accepted).toBe(configuration >= 0);
    this.#roots.set(root, configuration);
  }

  #forget(stream: number): void {
    this.#streams.delete(stream);
    this.#module.live.delete(stream);
  }

  #newId(): number {
    const id = this.#next;
    this.#next = (this.#next + 1) % 2 ** 32 || 1;
    return id;
  }
}

function nth(list: readonly number[], n: number): number | undefined {
  return list.length === 0 ? undefined : list[n % list.length];
}

test.each([
  ['from the first id on', 1],
  ['where ids wrap around', 2 ** 32 - 20],
])('each stream is judged by its own root, %s', { timeout: 60_000 }, async (_, first) => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 15, maxLength: 60 }), async (steps) => {
      const vmHost = new Host(await bareModule(), first);
      for (const step of steps) vmHost.run(step);
    }),
    { numRuns: 1000 },
  );
});
