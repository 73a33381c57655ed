import fc from 'fast-check';
import { target } from '../normalizer/arbitrary-path.ts';
import type { Judge } from './judge.ts';
import { mutatedPaths } from './mutated-paths.ts';

const round = 10_000;

export interface Idempotence {
  readonly inputs: number;
  readonly accepted: number;
  /** Inputs whose second run gave something else than the first, the first few of them. */
  readonly unstable: readonly string[];
}

/** Judges `inputs` paths, and again what came out: half of them fuzzed, half of them mutations of a denied target. */
export function idempotenceOf(judge: Judge, inputs: number, seed: number): Idempotence {
  const unstable: string[] = [];
  let accepted = 0;
  for (let done = 0; done < inputs; done += round) {
    const count = Math.min(round, inputs - done);
    const fuzzed = fc.sample(target(), { seed: seed + done, numRuns: Math.ceil(count / 2) });
    for (const path of [...fuzzed, ...mutatedPaths(count - fuzzed.length, seed + done)]) {
      const once = judge(path);
      if (once === null) continue;
      accepted++;
      if (judge(once) !== once && unstable.length < 10) unstable.push(path);
    }
  }
  return { inputs, accepted, unstable };
}
