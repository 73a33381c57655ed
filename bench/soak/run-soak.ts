import { setTimeout as sleep } from 'node:timers/promises';
import { bootstrap } from '../../tools/envoy/bootstrap.ts';
import { downstreamTls } from '../../tools/envoy/downstream-tls.ts';
import type { Envoy } from '../../tools/envoy/envoy-kinds.ts';
import type { Extension } from '../../tools/envoy/proto.ts';
import { startEnvoy, type RunningEnvoy } from '../../tools/envoy/run.ts';
import type { Progress } from '../../tools/model/io.ts';
import { makeAuthority } from '../../tools/wire/certs.ts';
import { createRandom } from '../fuzz/random.ts';
import { isBadLine } from './bad-lines.ts';
import { soakListener } from './chain.ts';
import { h1Lane } from './h1-lane.ts';
import { h2Lane } from './h2-lane.ts';
import type { Lane } from './lane.ts';
import { drawFor, soakPaths } from './requests.ts';
import { residentBytes } from './resident.ts';
import { newTally, type Tally } from './tally.ts';

export interface SoakRun {
  readonly envoy: Envoy;
  readonly requests: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Called with each sample of the memory. */
  readonly onSample: (sample: Sample) => void;
}

export interface Sample {
  readonly requests: number;
  readonly seconds: number;
  /** Resident memory of Envoy. */
  readonly bytes: number;
  readonly updates: number;
}

export interface SoakResult {
  readonly tally: Tally;
  readonly seconds: number;
  readonly updates: number;
  /** After the warm-up, and at the end, each when all replaced listeners are gone. */
  readonly warm: Sample;
  readonly end: Sample;
  /** The most that was seen after the warm-up. */
  readonly peakBytes: number;
  readonly vms: { readonly warm: number; readonly end: number };
  readonly badLines: readonly string[];
  /** The filters' counters. */
  readonly counters: Readonly<Record<string, number>>;
  /** Whether Envoy ended by itself. */
  readonly died: boolean;
}

/** Seconds between two updates, and for which a replaced listener serves on. */
const updateSeconds = 10;
const drainSeconds = 3;
/** The warm-up: this part of the requests, with updates of its own. */
const warmPart = 10;
const warmUpdates = 3;

/** Starts an Envoy with the filters, sends it the requests, and stops it. */
export async function runSoak(run: SoakRun): Promise<SoakResult> {
  const badLines: string[] = [];
  const { cert, key } = await (await makeAuthority('soak')).issue({ dnsNames: ['example.com', '*.example.com'] });
  const tls = downstreamTls({ cert, key });
  const envoy = await startEnvoy(run.envoy, {
    bootstrap: bootstrap({}),
    listeners: [soakListener(0, tls)],
    drainSeconds,
    signal: run.signal,
    onLog: (line) => void (isBadLine(line) && badLines.length < 20 && badLines.push(line)),
  });
  try {
    const result = await soakOn(envoy, tls, run);
    return { ...result, badLines: [...badLines] };
  } finally {
    await envoy.stop();
  }
}

async function soakOn(envoy: RunningEnvoy, tls: Extension, run: SoakRun): Promise<Omit<SoakResult, 'badLines'>> {
  const ended = { early: false };
  void envoy.ended.then(() => (ended.early = true));
  const begun = performance.now();
  let updates = 0;
  const update = (): Promise<void> => envoy.updateListeners([soakListener(++updates, tls)]);
  const sample = (requests: number): Sample => {
    const seconds = (performance.now() - begun) / 1000;
    return { requests, seconds, bytes: residentBytes(envoy.pid), updates };
  };

  const kinds = laneKinds(run.seed);
  const warmTally = newTally(Math.ceil(run.requests / warmPart));
  const warming = load(envoy, warmTally, kinds, run.signal);
  // A failure is thrown where it is awaited.
  warming.catch(() => undefined);
  for (let count = 0; count < warmUpdates; count++) await update();
  await warming;
  const vmsWarm = await settled(envoy);
  const warm = sample(warmTally.done);
  run.onSample(warm);

  const tally = newTally(run.requests - warmTally.done);
  const state = { running: true };
  const loading = load(envoy, tally, kinds, run.signal).finally(() => (state.running = false));
  let peakBytes = 0;
  let next = performance.now() + 2_000;
  loading.catch(() => undefined);
  while (state.running) {
    await sleep(250);
    if (performance.now() < next || ended.early) continue;
    next = performance.now() + updateSeconds * 1_000;
    await update();
    const now = sample(warmTally.done + tally.done);
    peakBytes = Math.max(peakBytes, now.bytes);
    run.onSample(now);
    run.progress.say(`${now.requests} requests`);
  }
  run.progress.done();
  await loading;
  const vmsEnd = await settled(envoy);
  const end = sample(warmTally.done + tally.done);
  const counters = await countersOf(envoy);
  return {
    tally: sum(warmTally, tally),
    seconds: end.seconds,
    updates,
    warm,
    end,
    peakBytes: Math.max(peakBytes, end.bytes),
    vms: { warm: vmsWarm, end: vmsEnd },
    counters,
    died: ended.early,
  };
}

type LaneKind = Pick<Lane, 'sni' | 'draw' | 'random'> & { readonly run: (lane: Lane) => Promise<void> };

/** Connections of every kind. */
function laneKinds(seed: number): LaneKind[] {
  const paths = soakPaths(seed);
  return [null, 'guest.example.com', 'admin.example.com', 'example.org', ''].flatMap((sni, index) =>
    (['h2', 'h1'] as const).map((protocol, place) => {
      const own = seed + 2 * index + place;
      const draw = drawFor(sni, protocol, paths, own);
      return { sni, draw, random: createRandom(own), run: protocol === 'h2' ? h2Lane : h1Lane };
    }),
  );
}

/** All draw from one number of requests. */
async function load(envoy: RunningEnvoy, tally: Tally, kinds: readonly LaneKind[], signal: AbortSignal): Promise<void> {
  const port = (): number => envoy.port('main');
  await Promise.all(kinds.map(({ run, ...kind }) => run({ ...kind, port, tally, signal })));
}

/** Waits until no replaced listener is left; the number of VMs. */
async function settled({ admin }: RunningEnvoy): Promise<number> {
  while ((await admin.stat('listener_manager.total_listeners_draining')) > 0) await sleep(100);
  await sleep(1_000);
  return admin.stat('wasm.envoy.wasm.runtime.v8.active');
}

async function countersOf({ admin }: RunningEnvoy): Promise<Record<string, number>> {
  const text = await admin.get('/stats?filter=portcullis_');
  return Object.fromEntries(
    [...text.matchAll(/portcullis_(\w+): (\d+)/g)].map(([, name, value]) => [name, Number(value)]),
  );
}

function sum(a: Tally, b: Tally): Tally {
  const statuses = new Map(a.statuses);
  for (const [status, count] of b.statuses) statuses.set(status, (statuses.get(status) ?? 0) + count);
  const add = (value: (tally: Tally) => number): number => value(a) + value(b);
  return {
    left: add(({ left }) => left),
    done: add(({ done }) => done),
    statuses,
    resets: add(({ resets }) => resets),
    cutOff: add(({ cutOff }) => cutOff),
    connections: add(({ connections }) => connections),
    wrong: add(({ wrong }) => wrong),
    wrongExamples: [...a.wrongExamples, ...b.wrongExamples],
  };
}
