import { setImmediate } from 'node:timers/promises';
import type { Progress } from '../../tools/model/io.ts';
import { batchSeed, createRandom } from './random.ts';
import type { Counts, Finding, Target } from './target.ts';

export interface TargetRun {
  readonly executions: number;
  readonly seed: number;
  /** See Target.open. */
  readonly closer: number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface TargetResult {
  readonly name: string;
  readonly executions: number;
  readonly seconds: number;
  readonly counts: Counts;
  /** One for each kind of fault, with the batch that it came up in and how many inputs showed it. */
  readonly findings: readonly Found[];
}

export interface Found extends Finding {
  readonly batch: number;
  /** Executions up to it. */
  readonly after: number;
  times: number;
}

/** Inputs of one batch; each batch has a seed of its own. */
export const batchSize = 1_000;
/** A target that is broken in so many ways is not asked further. */
const mostFindings = 20;

/** Runs a target, a batch at a time, until its executions are done, too much is broken, or `signal` aborts. */
export async function runTarget(target: Target, run: TargetRun): Promise<TargetResult> {
  const session = await target.open(run.closer);
  const findings = new Map<string, Found>();
  const begun = performance.now();
  let executions = 0;
  const state = { failures: 0 };
  for (let batch = 0; executions < run.executions && state.failures < mostFindings && !run.signal.aborted; batch++) {
    const random = createRandom(batchSeed(run.seed, target.name, batch));
    const before = executions;
    const found = (finding: Finding): void => {
      state.failures++;
      // Faults of one kind differ in the values that they show.
      const kind = finding.fault.replace(/".*/s, '').replace(/\d+/g, 'N');
      const known = findings.get(kind);
      if (known === undefined) findings.set(kind, { ...finding, batch, after: before, times: 1 });
      else known.times++;
    };
    // A batch waits for nothing, and a signal is heard only between turns of the event loop.
    await setImmediate();
    executions += await session.batch(random, Math.min(batchSize, run.executions - executions), found);
    if (batch % 100 === 0) run.progress.say(`${target.name}: ${executions} executions`);
  }
  run.progress.done();
  const seconds = (performance.now() - begun) / 1000;
  return { name: target.name, executions, seconds, counts: session.counts, findings: [...findings.values()] };
}
