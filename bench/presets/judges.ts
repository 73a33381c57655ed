import { presets } from '../../tools/catalog/presets.ts';
import { filterJudge, strictJudge, type Judge } from '../../test/unit/strict/judge.ts';

export interface PresetJudge {
  readonly preset: string;
  readonly judge: Judge;
}

/** Every preset, weakest first. */
export async function presetJudges(): Promise<PresetJudge[]> {
  const others = presets.map(({ id }) => id).filter((id: string) => id !== 'STRICT');
  return [
    ...(await Promise.all(others.map(async (preset) => ({ preset, judge: await filterJudge({ path: { preset } }) })))),
    { preset: 'STRICT', judge: await strictJudge() },
  ];
}
