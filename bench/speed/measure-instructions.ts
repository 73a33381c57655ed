import type { EnvoyBinary } from '../../tools/envoy/envoy-kinds.ts';
import type { Io, Progress } from '../../tools/model/io.ts';
import { batches } from './batches.ts';
import { benchCases, caseIds, type CaseId } from './cases.ts';
import type { Figures } from './figures.ts';
import { instructionSession, instructionsPerRequest } from './instructions.ts';
import { casesOfRows, groupsOfCase, measured } from './plan.ts';
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
  for (const batch of batches(measured(variants, cases))) {
    progress.say(`starting Envoy under callgrind with ${batch.length} listeners`);
    const session = await instructionSession({ envoy, variants: batch, files, io });
    try {
      const measure = (variant: Variant, id: CaseId): Promise<number> => {
        progress.say(`instructions: ${variant.id}, ${id}`);
        return instructionsPerRequest(session, io, variant, benchCases[id], quick);
      };
      for (const id of caseIds) {
        for (const [baseline, ...those] of groupsOfCase(batch, cases, id)) {
          const none = await measure(baseline, id);
          figures.set('instructions', baseline.id, id, none);
          for (const variant of those) {
            figures.set('instructions', variant.id, id, (await measure(variant, id)) - none);
          }
        }
      }
    } finally {
      await session.stop();
    }
  }
  progress.done();
}
