import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { failureLine, runCommand } from '../../tools/envoy/run-command.ts';
import { surroundingsFailure } from '../../tools/model/failure.ts';
import type { Io } from '../../tools/model/io.ts';
import { startBenchEnvoy, type BenchEnvoyOptions } from './bench-envoy.ts';
import type { BenchCase } from './cases.ts';
import { load } from './load.ts';
import type { Session } from './session.ts';
import type { Variant } from './variant.ts';

/** Starts Envoy under callgrind, which counts the instructions of the whole process, those that V8 generates included. */
export async function instructionSession(options: Omit<BenchEnvoyOptions, 'under'>): Promise<Session> {
  const { io } = options;
  const envoy = await startBenchEnvoy({ ...options, under: callgrind });
  const control = async (...words: string[]): Promise<void> => {
    const args = [`--pid=${envoy.pid}`, ...words];
    const result = await runCommand('vgdb', args, { env: io.env, timeoutMs: 60_000, signal: io.signal });
    if (result.code !== 0) throw surroundingsFailure({ what: `vgdb failed: ${failureLine(result)}` });
  };
  const cost: Session['cost'] = async (work) => {
    await control('zero');
    await work();
    await control('dump', 'bench');
    return takeTotal(envoy.directory);
  };
  try {
    await control('instrumentation', 'on');
  } catch (error) {
    await envoy.stop();
    throw error;
  }
  return { running: envoy.running, cost, stop: envoy.stop };
}

function callgrind(directory: string): readonly string[] {
  // V8 writes code while it runs; instructions are counted only from `instrumentation on`.
  const flags = ['--tool=callgrind', '--smc-check=all-non-file', '--instr-atstart=no', '--quiet'];
  return ['valgrind', ...flags, `--callgrind-out-file=${join(directory, 'counts')}`];
}

/** Reads and removes the newest dump. */
function takeTotal(directory: string): number {
  const dumps = readdirSync(directory).filter((name) => /^counts\.\d+$/.test(name));
  const newest = dumps.toSorted((a, b) => Number(a.slice(7)) - Number(b.slice(7))).at(-1) ?? '';
  const text = readFileSync(join(directory, newest), 'latin1');
  for (const name of dumps) rmSync(join(directory, name));
  return Number(/^totals: (\d+)/m.exec(text)?.[1] ?? Number.NaN);
}

/**
 * Requests of the larger load; fewer for a long path, of which each costs more and differs less. Many where they are cheap: LuaJIT
 * compiles a trace after some calls and collects garbage in steps, which 120 requests saw now and then.
 */
function largerLoad(path: string): number {
  return Math.max(30, Math.min(1_000, Math.round(240_000 / path.length)));
}

/**
 * Instructions a request: the slope between two loads. What else Envoy does meanwhile (timers, V8's compiler threads) only adds,
 * so each load is sent until its two least costs agree, and the least is taken.
 */
export async function instructionsPerRequest(
  { running, cost }: Session,
  io: Io,
  { id, tls = false }: Variant,
  request: BenchCase,
  quick: boolean,
): Promise<number> {
  const port = running.port(id);
  const send = (requests: number) => () => load(io, { ...request, port, tls, requests, connections: 1, streams: 8 });
  const many = largerLoad(request.path);
  const few = Math.round(many / 4);
  const most = quick ? 1 : mostLoads;
  const least = async (requests: number): Promise<number> => {
    const costs: number[] = [];
    do {
      costs.push(await cost(send(requests)));
      costs.sort((a, b) => a - b);
    } while (costs.length < most && !agree(costs));
    return costs[0]!;
  };
  await send(few)();
  await send(few)();
  const low = await least(few);
  return ((await least(many)) - low) / (many - few);
}

const mostLoads = 5;

function agree([least = 0, next]: readonly number[]): boolean {
  return next !== undefined && next < 1.0015 * least;
}
