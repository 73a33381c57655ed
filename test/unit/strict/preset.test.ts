import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presets, type PresetStage } from '../../../tools/catalog/presets.ts';
import { shown } from '../cases/case-row.ts';
import { target } from '../normalizer/arbitrary-path.ts';
import { spelledOutJudge, strictJudge } from './judge.ts';
import { mutatedPaths } from './mutated-paths.ts';
import { strictSteps, type StrictStage } from './strict-steps.ts';

const spelledOut: readonly StrictStage[] = strictSteps;

test('the preset STRICT is the list that these tests spell out', () => {
  const stages: readonly PresetStage[] = presets.find(({ id }) => id === 'STRICT')!.stages;
  expect(stages.map(({ step }) => step)).toEqual(spelledOut.map(({ step }) => step));
  for (const { step, passes } of spelledOut) {
    if (passes !== undefined) expect(stages.find((stage) => stage.step === step)?.option).toBe(passes);
  }
});

test('the filter makes of every path the same by the preset and by the list', async () => {
  const byPreset = await strictJudge();
  const byList = await spelledOutJudge();
  const seed = 20_260_813;
  for (const path of [
    ...fc.sample(target(), { seed, numRuns: 4_000 }),
    ...mutatedPaths(4_000, seed),
    'http://h/%2f',
    '*',
  ]) {
    if (byPreset(path) !== byList(path)) expect.fail(`${shown(path)}: ${byPreset(path)}, not ${byList(path)}`);
  }
});
