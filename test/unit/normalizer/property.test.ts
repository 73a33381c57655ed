import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { presets } from '../../../tools/catalog/presets.ts';
import { steps, type StepId } from '../../../tools/catalog/steps.ts';
import { normalizer, type Normalizer } from '../cases/normalizer.ts';
import { stepModule, type StepModule } from '../cases/step-module.ts';
import { pathPart, target } from './arbitrary-path.ts';
import { presetModel, runModel, type ModelStage } from './model/pipeline.ts';
import { models } from './model/steps.ts';

const seed = 20_260_801;
const ids = steps.map(({ id }) => id);
const actions = ['rewrite', 'reject', 'redirect', 'report'] as const;
const outcomes = ['clean', 'rewritten', 'rejected', 'redirected'] as const;

let module: StepModule;
beforeAll(async () => {
  module = await stepModule();
});

describe.each(ids)('step %s', (id) => {
  test('equals its definition, for any bytes', () => {
    fc.assert(
      fc.property(pathPart(), fc.integer({ min: 1, max: 8 }), (path, passes) => {
        expect(module.runStep(id, path, passes)).toBe(models[id](path, passes));
      }),
      { seed, numRuns: 3000 },
    );
  });

  test('has nothing to do where the scan saw none of its triggers', () => {
    fc.assert(
      fc.property(pathPart(), (path) => {
        const answer = module.runStep(id, path, 8);
        const { seen, triggers } = module.exports;
        if ((seen(path.length) & triggers(ids.indexOf(id))) === 0) expect(answer).toBe(path);
      }),
      { seed, numRuns: 3000 },
    );
  });
});

// Not here: decode-unreserved, decode-slashes and decode-percent decode what they decoded (%2541, %%2f2f ...), and with them
// envoy-normalize-path; strip-dot-params and strip-fragment leave nothing to strip.
const idempotent: readonly StepId[] = [
  'envoy-merge-slashes',
  'escape-unsafe',
  'fold-backslash',
  'lower-case',
  'merge-slashes',
  'nul',
  'remove-dot-segments',
  'strip-dot-params',
  'strip-fragment',
];

describe('a second run changes nothing', () => {
  const twice = (id: StepId, passes: number) => (path: string) => {
    const once = module.runStep(id, path, passes);
    if (once !== null) expect(module.runStep(id, once, passes)).toBe(once);
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

const stage = fc
  .record({
    step: fc.constantFrom(...ids),
    action: fc.constantFrom(...actions),
    passes: fc.integer({ min: 1, max: 8 }),
  })
  .map((row): ModelStage => row);

describe('a list of steps', () => {
  test('with what the scan lets it skip equals each step run in its order', () => {
    fc.assert(
      fc.property(fc.array(stage, { maxLength: 12 }), pathPart(), (stages, path) => {
        const found = module.runPipeline(
          stages.map(({ step, action, passes }) => ({ step, action: actions.indexOf(action), option: passes })),
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
