import type { EnvoyBinary } from '../../tools/envoy/envoy-kinds.ts';
import type { Io, Progress } from '../../tools/model/io.ts';
import { batches } from './batches.ts';
import { benchCases, caseIds, type CaseId } from './cases.ts';
import type { Figures } from './figures.ts';
import { instructionSession, instructionsPerRequest } from './instructions.ts';
import { casesOfRows } from './plan.ts';
import type { SpeedTable } from './tables.ts';
import type { Variant } from './variant.ts';

export interface MeasureOptions {
  readonly envoy: EnvoyBinary;
  readonly variants: readonly Variant[];
  readonly files: ReadonlyMap<string, string>;
  readonly tables: readonly SpeedTable[];
  readonly quick: boolean;
  readonly io: Io;
  readonly progress: Progress;
}

/** Instructions that each row adds to a request, one Envoy a batch of rows. */
export async function measureInstructions(options: MeasureOptions, figures: Figures): Promise<void> {
  const { envoy, variants, files, tables, quick, io, progress } = options;
  const cases = casesOfRows(tables, 'cases');
  const rows = variants.filter(({ id }) => id === 'none' || (cases.get(id)?.length ?? 0) > 0);
  for (const batch of batches(rows)) {
    progress.say(`starting Envoy under callgrind with ${batch.length} listeners`);
    const session = await instructionSession({ envoy, variants: batch, files, io });
    try {
      const measure = (row: string, id: CaseId): Promise<number> => {
        progress.say(`instructions: ${row}, ${id}`);
        return instructionsPerRequest(session, io, row, benchCases[id], quick);
      };
      for (const id of caseIds) {
        const those = batch.filter((variant) => variant.id !== 'none' && cases.get(variant.id)?.includes(id));
        if (those.length === 0) continue;
        const none = await measure('none', id);
        figures.set('instructions', 'none', id, none);
        for (const { id: row } of those) figures.set('instructions', row, id, (await measure(row, id)) - none);
      }
    } finally {
      await session.stop();
    }
  }
  progress.done();
}
