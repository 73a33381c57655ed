import { presets } from '../../tools/catalog/presets.ts';
import { filterJudge, type Judge } from '../../test/unit/strict/judge.ts';

export interface PresetJudge {
  readonly preset: string;
  readonly judge: Judge;
}

/** Every preset, weakest first: STRICT is the last. */
export const presetJudges = (): Promise<PresetJudge[]> =>
  Promise.all(presets.map(async ({ id }) => ({ preset: id, judge: await filterJudge({ path: { preset: id } }) })));
