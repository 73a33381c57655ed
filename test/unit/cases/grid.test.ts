import { beforeAll, describe, expect, test } from 'vitest';
import { presets } from '../../../tools/catalog/presets.ts';
import { steps, type Step } from '../../../tools/catalog/steps.ts';
import { shown, splitQuery, type CaseRow } from './case-row.ts';
import { normalizer, type Normalizer } from './normalizer.ts';
import { readTable } from './read-table.ts';
import { stepModule, type StepModule } from './step-module.ts';

// The one grid that runs every table: test/cases/steps/<id>.jsonl and test/cases/presets/<id>.jsonl.

const catalog: readonly Step[] = steps;
let module: StepModule;
beforeAll(async () => {
  module = await stepModule();
});

const titleOf = ({ where, input, output, note }: CaseRow): string =>
  `${where} ${shown(input)} -> ${shown(output)}: ${note}`;

describe.each(steps)('step $id', ({ id }) => {
  for (const row of readTable('steps', id)) {
    test(titleOf(row), () => {
      const [part, query] = splitQuery(row.input);
      const value = module.runStep(id, part, row.passes);
      expect(value === null ? null : value + query).toBe(row.output);
    });
  }
});

describe.each(catalog.filter((step) => step.internal !== true))('step $id in the filter', ({ id, option }) => {
  const filters = new Map<number, Promise<Normalizer>>();
  const filterOf = (passes: number): Promise<Normalizer> => {
    const step = option === undefined ? id : { step: id, passes };
    const filter = filters.get(passes) ?? normalizer({ path: { steps: [step] } });
    filters.set(passes, filter);
    return filter;
  };
  for (const row of readTable('steps', id)) {
    test(titleOf(row), async () => {
      expect((await filterOf(row.passes)).path(row.input)).toBe(row.output);
    });
  }
});

describe.each(presets)('preset $id', ({ id }) => {
  let filter: Normalizer;
  beforeAll(async () => {
    filter = await normalizer({ path: { preset: id } });
  });
  for (const row of readTable('presets', id)) {
    test(titleOf(row), () => {
      expect(filter.path(row.input)).toBe(row.output);
    });
  }
});
