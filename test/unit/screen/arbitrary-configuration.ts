import fc from 'fast-check';
import { filterWords } from '../../../tools/catalog/filter-words.ts';
import { presets } from '../../../tools/catalog/presets.ts';
import { screens } from '../../../tools/catalog/screens.ts';
import { steps, type Step } from '../../../tools/catalog/steps.ts';
import { optionValue } from '../normalizer/arbitrary-path.ts';

const catalog: readonly Step[] = steps;

/** Steps that a configuration can name and a screen can stand before. */
export const screenedSteps = catalog.filter(
  ({ internal, triggers }) => internal !== true && triggers.every((trigger) => screens[trigger] !== null),
);

const step = fc.constantFrom(...screenedSteps).chain(({ id, kind, option }) =>
  fc
    .record({
      action: fc.constantFrom(
        ...(kind === 'check' ? ['reject', 'report'] : ['rewrite', 'reject', 'redirect', 'report']),
      ),
      value: optionValue(option),
      short: fc.boolean(),
    })
    .map(({ action, value, short }) => {
      if (short) return id;
      return option === undefined ? { step: id, action } : { step: id, action, [option.key]: value };
    }),
);

/** Configurations of the normalizer that a screen can stand before: a preset, up to six steps, sometimes host steps and rules. */
export function configuration(): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  return fc
    .record({
      preset: fc.constantFrom(...presets.map(({ id }) => id)),
      steps: fc.array(step, { maxLength: 6 }),
      host: fc.oneof(fc.constant([]), fc.subarray([...filterWords.normalizer.HostStep])),
      forward: fc.constantFrom('NORMALIZED', 'ORIGINAL'),
      rules: fc.array(
        fc.record({
          hosts: fc.constantFrom(['a.example'], ['*'], ['x', '*.example']),
          path: fc.record({
            preset: fc.constantFrom(...presets.map(({ id }) => id)),
            steps: fc.array(step, { maxLength: 3 }),
          }),
        }),
        { maxLength: 2 },
      ),
    })
    .map(({ host, forward, rules, ...path }) => ({
      path,
      forward,
      ...(rules.length > 0 && { rules }),
      ...(host.length > 0 && { host: { steps: host } }),
    }));
}
