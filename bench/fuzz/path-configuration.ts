import { presets } from '../../tools/catalog/presets.ts';
import { steps, type Step, type StepId } from '../../tools/catalog/steps.ts';
import type { ModelStage } from '../../test/unit/normalizer/model/pipeline.ts';
import type { Random } from './random.ts';

/** A configuration of the normalizer, and what its definition needs to know of it. */
export interface PathConfiguration {
  readonly text: string;
  readonly preset: string;
  readonly stages: readonly ModelStage[];
  readonly rejectStatus: number;
  readonly hostSteps: boolean;
  readonly original: boolean;
  readonly mark: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const catalog: readonly Step[] = steps;
const configurable = catalog.filter(({ internal }) => internal !== true);
const actions = {
  rewrite: ['rewrite', 'rewrite', 'rewrite', 'reject', 'redirect', 'report'],
  check: ['reject', 'report'],
} as const;

/** Any configuration: a preset alone, a step alone, or lists of up to twelve. */
export function randomPathConfiguration(random: Random): PathConfiguration {
  const kind = random.below(8);
  const preset = kind < 2 || kind === 7 ? 'NONE' : random.of(presets).id;
  const count = kind < 2 ? 1 : kind < 4 ? 0 : kind === 7 ? random.below(13) : random.below(6);
  const list = Array.from({ length: count }, () => randomStep(random));
  return readPathConfiguration(
    JSON.stringify({
      path: { preset, steps: list },
      ...(random.once(4)
        ? { host: { steps: ['lower-case', 'strip-port', 'strip-trailing-dot'].slice(random.below(3)) } }
        : {}),
      ...(random.once(4) ? { forward: 'ORIGINAL' } : {}),
      ...(random.once(4) ? { mark: true } : {}),
      rejectStatus: 400 + random.below(100),
    }),
  );
}

function randomStep(random: Random): Json {
  const { id, kind, option } = random.of(configurable);
  const action = random.of<string>(actions[kind]);
  if (option === undefined) return { step: id, action };
  const value = random.once(4)
    ? option.max - random.below(2)
    : option.min + random.below(Math.min(option.max - option.min, 60) + 1);
  return { step: id, action, [option.key]: value };
}

/** A text that randomPathConfiguration wrote. @throws Error for another one. */
export function readPathConfiguration(text: string): PathConfiguration {
  const { path, host, forward, mark, rejectStatus } = JSON.parse(text) as {
    path: { preset: string; steps: readonly Json[] };
    host?: Json;
    forward?: string;
    mark?: boolean;
    rejectStatus: number;
  };
  const stages = path.steps.map((step): ModelStage => {
    const row = configurable.find(({ id }) => id === step['step']);
    if (row === undefined) throw new Error(`found step ${String(step['step'])} in ${text}`);
    return {
      step: row.id as StepId,
      action: step['action'] as ModelStage['action'],
      option: row.option === undefined ? 1 : (step[row.option.key] as number),
    };
  });
  const rest = { hostSteps: host !== undefined, original: forward === 'ORIGINAL', mark: mark === true };
  return { text, preset: path.preset, stages, rejectStatus, ...rest };
}

/** The steps that run, those of the preset first. */
export function stepsOf({ preset, stages }: PathConfiguration): StepId[] {
  const own = presets.find(({ id }) => id === preset)?.stages.map(({ step }) => step) ?? [];
  return [...own, ...stages.map(({ step }) => step)];
}
