import { readdirSync, readFileSync } from 'node:fs';
import type { Io, Progress } from '../../tools/model/io.ts';
import { surroundingsFailure } from '../../tools/model/failure.ts';
import { startBenchEnvoy, type BenchEnvoyOptions } from './bench-envoy.ts';
import type { BenchCase } from './cases.ts';
import { load, pinned } from './load.ts';
import type { Session } from './session.ts';
import type { Variant } from './variant.ts';

/** Starts Envoy on one processor; what counts is the time that its one worker thread runs (Linux only). */
export async function cpuSession(options: Omit<BenchEnvoyOptions, 'under'>): Promise<Session> {
  const envoy = await startBenchEnvoy({ ...options, under: () => pinned(0, []) });
  const cost: Session['cost'] = async (work) => {
    const before = workerNanoseconds(envoy.pid);
    await work();
    return workerNanoseconds(envoy.pid) - before;
  };
  return { running: envoy.running, cost, stop: envoy.stop };
}

/** /proc/PID/task/TID/schedstat: nanoseconds on a processor, first of three numbers. */
function workerNanoseconds(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  const worker = readdirSync(tasks).find((id) =>
    readFileSync(`${tasks}/${id}/comm`, 'utf8').startsWith('wrk:worker_0'),
  );
  if (worker === undefined) throw surroundingsFailure({ what: 'found no worker thread of Envoy' });
  return Number(readFileSync(`${tasks}/${worker}/schedstat`, 'utf8').split(' ')[0]);
}

export interface Rounds {
  readonly rounds: number;
  readonly requests: number;
}

/**
 * Microseconds that each variant adds to the first of them, which keeps its own: the median over rounds of the difference within a round. A round sends the same
 * load to each, in a new order.
 */
export async function addedMicroseconds(
  { running, cost }: Session,
  io: Io,
  variants: readonly Variant[],
  request: BenchCase,
  { rounds, requests }: Rounds,
  progress: Progress,
): Promise<Map<string, number>> {
  const send =
    ({ id, tls = false }: Variant) =>
    () =>
      load(io, { ...request, port: running.port(id), tls, requests, connections: 2, streams: 32 });
  for (const variant of variants) await send(variant)();
  const added = new Map<string, number[]>(variants.map(({ id }) => [id, []]));
  const baseline = variants[0]!.id;
  for (let round = 0; round < rounds; round++) {
    progress.say(`CPU time, ${request.path.slice(0, 30)}: round ${round + 1} of ${rounds}`);
    const costs = new Map<string, number>();
    for (const variant of shuffled(variants)) {
      costs.set(variant.id, (await cost(send(variant))) / requests / 1000);
    }
    for (const [id, micros] of costs) added.get(id)!.push(id === baseline ? micros : micros - costs.get(baseline)!);
  }
  return new Map([...added].map(([id, values]) => [id, median(values)]));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function shuffled<T>(values: readonly T[]): T[] {
  const left = [...values];
  return values.map(() => left.splice(Math.floor(Math.random() * left.length), 1)[0]!);
}
