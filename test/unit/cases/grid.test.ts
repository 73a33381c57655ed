import { beforeAll, describe, expect, test } from 'vitest';
import { presets } from '../../../tools/catalog/presets.ts';
import { steps, type Step } from '../../../tools/catalog/steps.ts';
import { configuredStep, shown, splitQuery, type CaseRow } from './case-row.ts';
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
      const value = module.runStep(id, part, row.option?.value ?? 1);
      expect(value === null ? null : value + query).toBe(row.output);
    });
  }
});

describe.each(catalog.filter((step) => step.internal !== true))('step $id in the filter', ({ id }) => {
  const filters = new Map<string, Promise<Normalizer>>();
  const filterOf = (row: CaseRow): Promise<Normalizer> => {
    const step = configuredStep(id, row.option);
    const key = JSON.stringify(step);
    const filter = filters.get(key) ?? normalizer({ path: { steps: [step] } });
    filters.set(key, filter);
    return filter;
  };
  for (const row of readTable('steps', id)) {
    test(titleOf(row), async () => {
      expect((await filterOf(row)).path(row.input)).toBe(row.output);
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
