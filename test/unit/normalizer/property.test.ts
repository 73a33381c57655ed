import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { presets } from '../../../tools/catalog/presets.ts';
import { steps, type Step, type StepId } from '../../../tools/catalog/steps.ts';
import { normalizer, type Normalizer } from '../cases/normalizer.ts';
import { allTriggers, stepModule, type StepModule } from '../cases/step-module.ts';
import { optionValue, pathPart, target } from './arbitrary-path.ts';
import { presetModel, runModel, type ModelStage } from './model/pipeline.ts';
import { models } from './model/steps.ts';

const seed = 20_260_801;
const catalog: readonly Step[] = steps;
const ids = steps.map(({ id }) => id);
const actions = ['rewrite', 'reject', 'redirect', 'report'] as const;
const outcomes = ['clean', 'rewritten', 'rejected', 'redirected'] as const;

let module: StepModule;
beforeAll(async () => {
  module = await stepModule();
});

describe.each(steps)('step $id', (row: Step) => {
  const id = row.id as StepId;

  test('equals its definition, for any bytes', () => {
    fc.assert(
      fc.property(pathPart(), optionValue(row.option), (path, option) => {
        expect(module.runStep(id, path, option)).toBe(models[id](path, option));
      }),
      { seed, numRuns: 3000 },
    );
  });

  test('answers that nothing changed exactly when nothing did', () => {
    fc.assert(
      fc.property(pathPart(), optionValue(row.option), (path, option) => {
        const value = module.runStep(id, path, option);
        expect(module.exports.step(ids.indexOf(id), path.length, option) === -1).toBe(value === path);
      }),
      { seed, numRuns: 3000 },
    );
  });

  test('has nothing to do where the scan saw none of its triggers', () => {
    fc.assert(
      fc.property(pathPart(), (path) => {
        const answer = module.runStep(id, path, 8);
        const { seen } = module.scan(path, '', allTriggers);
        if ((seen & module.exports.triggers(ids.indexOf(id))) === 0) expect(answer).toBe(path);
      }),
      { seed, numRuns: 3000 },
    );
  });
});

// Not here: decode-unreserved, decode-slashes and decode-percent decode what they decoded (%2541, %%2f2f ...), and with them
// envoy-normalize-path; decode-overlong and decode-unicode what they completed (%c0%%c1%81f, %u002%u0066).
const idempotent: readonly StepId[] = [
  'above-root',
  'control',
  'envoy-merge-slashes',
  'escape-unsafe',
  'fold-backslash',
  'invalid-percent',
  'invalid-utf8',
  'lower-case',
  'merge-slashes',
  'non-ascii',
  'nul',
  'remove-dot-segments',
  'strip-dot-params',
  'strip-fragment',
  'strip-params',
  'strip-trailing-dots',
  'strip-trailing-slash',
  'too-long',
  'upper-case-hex',
];

describe('a second run changes nothing', () => {
  const twice = (id: StepId, option: number) => (path: string) => {
    const once = module.runStep(id, path, option);
    if (once !== null) expect(module.runStep(id, once, option)).toBe(once);
  };

  test.each(idempotent)('%s', (id) => {
    fc.assert(fc.property(pathPart(), twice(id, 1)), { seed, numRuns: 3000 });
  });

  test('decode-percent, once its passes reached the fixed point', () => {
    const shallow = pathPart().filter(
      (path) => models['decode-percent'](path, 8) === models['decode-percent'](path, 9),
    );
    fc.assert(fc.property(shallow, twice('decode-percent', 8)), { seed, numRuns: 3000 });
  });
});

const stage = fc.constantFrom(...catalog).chain(({ id, option }) =>
  fc.record<ModelStage>({
    step: fc.constant(id as StepId),
    action: fc.constantFrom(...actions),
    option: optionValue(option),
  }),
);

describe('a list of steps', () => {
  test('with what the scan lets it skip equals each step run in its order', () => {
    fc.assert(
      fc.property(fc.array(stage, { maxLength: 12 }), pathPart(), (stages, path) => {
        const found = module.runPipeline(
          stages.map(({ step, action, option }) => ({ step, action: actions.indexOf(action), option })),
          path,
        );
        const model = runModel(stages, path);
        expect(outcomes[found.outcome]).toBe(model.outcome);
        expect(found.value).toBe(model.value);
        if (model.deciding !== undefined) expect(found.deciding).toBe(model.deciding);
        expect(found.reports).toBe(model.reports);
      }),
      { seed, numRuns: 10_000 },
    );
  });
});

describe.each(presets.map(({ id }) => id))('preset %s', (id) => {
  let filter: Normalizer;
  beforeAll(async () => {
    filter = await normalizer({ path: { preset: id } });
  });

  test('equals its definition, and leaves the query as it is', () => {
    fc.assert(
      fc.property(target(), (path) => {
        const output = filter.path(path);
        expect(output).toBe(presetModel(id, path));
        if (output !== null) expect(output.split('?').slice(1)).toEqual(path.split('?').slice(1));
      }),
      { seed, numRuns: 5000 },
    );
  });
});
