import { setFlagsFromString } from 'node:v8';
import type { Progress } from '../../tools/model/io.ts';
import { surroundingsFailure } from '../../tools/model/failure.ts';
import { benchCases, type CaseId } from './cases.ts';
import type { Figures } from './figures.ts';
import { microHost, type MicroHost } from './micro-host.ts';

/** A module with its configuration, as a row. */
export interface MicroRow {
  readonly id: string;
  readonly file: string;
  readonly configuration: string;
  /** The job is lower-case, so the rewritten case must come out in lower case. */
  readonly lowers: boolean;
}

/** Pages of memory that a row took while it was measured, by row. */
export type Growth = ReadonlyMap<string, number>;

const rounds = 9;

/**
 * Nanoseconds of processor time that each module takes for a request in this process's V8: the least of rounds in which the rows take turns. Only
 * TurboFan compiles, as in Envoy.
 */
export function measureV8(
  rows: readonly MicroRow[],
  cases: readonly CaseId[],
  quick: boolean,
  figures: Figures,
  progress: Progress,
): Growth {
  setFlagsFromString('--no-liftoff');
  const hosts = rows.map((row) => ({ row, host: microHost(row.file, row.configuration), before: 0, runs: 0 }));
  for (const each of hosts) {
    check(each.row, each.host);
    each.before = each.host.memory();
  }
  for (const id of cases) {
    progress.say(`V8: ${id}`);
    const { path } = benchCases[id];
    const timed = hosts.map((each) => {
      each.host.setPath(path);
      return { ...each, count: countFor(each.host, quick), times: [] as number[] };
    });
    for (let round = 0; round < rounds; round++) {
      for (const { host, count, times } of timed) times.push(nanoseconds(host, count));
    }
    for (const { row, times } of timed) figures.set('v8', row.id, id, Math.min(...times));
  }
  progress.done();
  return new Map(hosts.map(({ row, host, before }) => [row.id, (host.memory() - before) / 65_536]));
}

function nanoseconds(host: MicroHost, count: number): number {
  const start = process.cpuUsage();
  host.serve(count);
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / count;
}

/** Requests that take about 20 ms (5 when quick), after a warm-up of as many. */
function countFor(host: MicroHost, quick: boolean): number {
  nanoseconds(host, 500);
  const estimate = nanoseconds(host, 500);
  const count = Math.max(100, Math.round((quick ? 5e6 : 20e6) / estimate));
  nanoseconds(host, count);
  return count;
}

function check({ id, lowers }: MicroRow, host: MicroHost): void {
  host.setPath('/Api/V1');
  host.serve(1);
  const found = host.written();
  if (!lowers || found === '/api/v1') return;
  throw surroundingsFailure({ what: `${id} made ${found ?? 'nothing'} of /Api/V1 in Node, expected /api/v1` });
}
