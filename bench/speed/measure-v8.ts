import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import type { Progress } from '../../tools/model/io.ts';
import { surroundingsFailure } from '../../tools/model/failure.ts';
import { benchCases, type CaseId } from './cases.ts';
import type { Figures } from './figures.ts';
import { microHost, type MicroHost } from './micro-host.ts';
import type { MicroRow, MicroTable } from './micro-tables.ts';

/** Pages of memory that a row took while it was measured, by row. */
export type Growth = ReadonlyMap<string, number>;

/** Short ones and many: on a busy machine some are undisturbed. */
const rounds = { many: 60, quick: 15 };
const roundNanoseconds = 5e6;

/**
 * Nanoseconds of processor time that each module takes for a request in this process's V8: the least of rounds in which the rows of a table take turns. Only
 * TurboFan compiles, as in Envoy.
 */
export async function measureV8(
  tables: readonly MicroTable[],
  cases: readonly CaseId[],
  quick: boolean,
  figures: Figures,
  progress: Progress,
  signal: AbortSignal,
): Promise<Growth> {
  setFlagsFromString('--no-liftoff');
  const growth = new Map<string, number>();
  for (const table of tables) {
    const hosts = table.rows.map((row) => ({ row, host: microHost(row.file, row.configuration) }));
    for (const { row, host } of hosts) check(row, host);
    const before = hosts.map(({ host }) => host.memory());
    for (const id of table.cases.filter((one) => cases.includes(one))) {
      progress.say(`V8: ${table.title}, ${id}`);
      // Nothing here waits, and a signal is heard only between turns of the event loop.
      await setImmediate();
      if (signal.aborted) throw surroundingsFailure({ what: 'stopped before all was measured' });
      const timed = hosts.map(({ row, host }) => {
        host.setRequest(benchCases[id]);
        return { row, host, count: countFor(host), times: [] as number[] };
      });
      for (let round = 0; round < (quick ? rounds.quick : rounds.many); round++) {
        for (const { host, count, times } of timed) times.push(nanoseconds(host, count));
      }
      for (const { row, times } of timed) figures.set('v8', row.id, id, Math.min(...times));
    }
    hosts.forEach(({ row, host }, index) => growth.set(row.id, (host.memory() - before[index]!) / 65_536));
  }
  progress.done();
  return growth;
}

function nanoseconds(host: MicroHost, count: number): number {
  const start = process.cpuUsage();
  host.serve(count);
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / count;
}

/** Requests of a round, after a warm-up of four times as many. */
function countFor(host: MicroHost): number {
  nanoseconds(host, 500);
  const estimate = nanoseconds(host, 500);
  const count = Math.max(25, Math.round(roundNanoseconds / estimate));
  nanoseconds(host, 4 * count);
  return count;
}

function check({ id, probe }: MicroRow, host: MicroHost): void {
  if (probe === undefined) return;
  host.setRequest(probe.request);
  host.serve(1);
  const found = probe.of(host);
  if (found === probe.seen) return;
  const { path, host: authority = '' } = probe.request;
  throw surroundingsFailure({
    what: `${id} made ${found ?? 'nothing'} of ${authority}${path} in Node, expected ${probe.seen}`,
  });
}
