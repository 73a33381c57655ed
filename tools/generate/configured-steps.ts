import { filterWords } from '../catalog/filter-words.ts';
import { presets, type Preset } from '../catalog/presets.ts';
import { steps, type Step } from '../catalog/steps.ts';
import { userFailure } from '../model/failure.ts';

/** Every step that a configuration of the normalizer can run on some request, those of its presets included. */
export interface ConfiguredSteps {
  readonly path: readonly Step[];
  readonly host: readonly HostStep[];
}

type HostStep = (typeof filterWords.normalizer.HostStep)[number];
type Mapping = Readonly<Record<string, unknown>>;

/** Keys that name no step. */
const others: Readonly<Record<string, true>> = { forward: true, mark: true, rejectStatus: true, restore: true };
const rows: readonly Step[] = steps;
const presetRows: readonly Preset[] = presets;

/**
 * Of the top level and all rules together: which of them holds for a request is not asked. The filter itself reads the
 * configuration more closely; what is not known here is refused, since nobody could say what it does.
 *
 * @param where of the failure.
 */
export function configuredSteps(config: Mapping, where: string): ConfiguredSteps {
  const found = { path: new Set<Step>(), host: new Set<HostStep>() };
  const fail = (value: unknown, at: string, expected: string): never => {
    throw userFailure({
      what: `found ${JSON.stringify(value)} at ${at} of the configuration, expected ${expected}`,
      where,
    });
  };
  const mapping = (value: unknown, at: string): [string, unknown][] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value)
      : fail(value, at, 'a mapping');
  const list = (value: unknown, at: string): unknown[] =>
    Array.isArray(value) ? value : fail(value, at, 'a sequence');
  const named = (item: unknown): unknown =>
    typeof item === 'object' && item !== null && 'step' in item ? item.step : item;

  const readPath = (section: unknown, at: string): void => {
    for (const [key, value] of mapping(section, at)) {
      if (key === 'preset') {
        const preset = presetRows.find(({ id }) => id === value) ?? fail(value, `${at}.preset`, 'a preset');
        for (const step of rows) if (preset.stages.some((stage) => stage.step === step.id)) found.path.add(step);
      } else if (key === 'steps') {
        for (const [index, item] of list(value, `${at}.steps`).entries()) {
          const step = rows.find(({ id, internal }) => id === named(item) && internal !== true);
          found.path.add(step ?? fail(item, `${at}.steps[${index}]`, 'a step'));
        }
      } else fail(key, at, 'preset or steps');
    }
  };
  const readHost = (section: unknown, at: string): void => {
    for (const [key, value] of mapping(section, at)) {
      if (key !== 'steps') fail(key, at, 'steps');
      for (const [index, item] of list(value, `${at}.steps`).entries()) {
        const step = filterWords.normalizer.HostStep.find((id) => id === named(item));
        found.host.add(step ?? fail(item, `${at}.steps[${index}]`, 'a host step'));
      }
    }
  };
  const readSections = (section: unknown, at: string, more: Readonly<Record<string, true>>): void => {
    for (const [key, value] of mapping(section, at)) {
      if (key === 'path') readPath(value, `${at}.path`);
      else if (key === 'host') readHost(value, `${at}.host`);
      else if (key === 'rules' && at === '$') {
        for (const [index, rule] of list(value, '$.rules').entries()) readSections(rule, `$.rules[${index}]`, ruleKeys);
      } else if (!Object.hasOwn(more, key)) fail(key, at, 'a key that the screen knows');
    }
  };
  readSections(config, '$', others);
  return { path: [...found.path], host: [...found.host] };
}

const ruleKeys: Readonly<Record<string, true>> = { hosts: true, pathPrefixes: true, rejectStatus: true };
