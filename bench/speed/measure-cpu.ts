import { batches } from './batches.ts';
import { benchCases, caseIds } from './cases.ts';
import { addedMicroseconds, cpuSession } from './cpu-time.ts';
import type { Figures } from './figures.ts';
import type { MeasureOptions } from './measure-instructions.ts';
import { casesOfRows, groupsOfCase, measured } from './plan.ts';

/** How many VM pairs one Envoy may have outside valgrind. */
const manyVms = 32;

/** Worker time that each row adds to a request; all rows in one Envoy. */
export async function measureCpu(options: MeasureOptions, figures: Figures): Promise<void> {
  const { envoy, variants, files, tables, quick, io, progress } = options;
  const cases = casesOfRows(tables, 'cpu');
  for (const batch of batches(measured(variants, cases), manyVms)) {
    const session = await cpuSession({ envoy, variants: batch, files, io });
    try {
      for (const id of caseIds) {
        for (const group of groupsOfCase(batch, cases, id)) {
          const rounds = quick ? { rounds: 5, requests: 1000 } : { rounds: 25, requests: 3000 };
          const added = await addedMicroseconds(session, io, group, benchCases[id], rounds, progress);
          for (const [row, micros] of added) figures.set('cpu', row, id, micros);
        }
      }
    } finally {
      await session.stop();
    }
  }
  progress.done();
}
