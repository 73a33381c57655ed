import { presets } from '../../tools/catalog/presets.ts';
import type { ModelStage } from '../../test/unit/normalizer/model/pipeline.ts';
import type { ModelRule, ModelSection } from '../../test/unit/normalizer/model/rules.ts';
import { randomPathConfiguration, readPathConfiguration } from './path-configuration.ts';
import type { Random } from './random.ts';

/** A configuration of the normalizer with rules, and what its definition needs to know of it. */
export interface RuleConfiguration {
  readonly text: string;
  readonly top: ModelSection;
  readonly rules: readonly ModelRule[];
}

/** Prefixes of rules; paths begin with them too. */
export const prefixes = ['/', '/api', '/api/', '/api/v4/', '/a/', '/files/', '/%61', '/A', '/..', '/;a/'] as const;
/** Hosts of rules, some written as they are not compared. */
const hosts = ['a.b', 'B.b.', '*.b', '*.a.b', '*', 'c', 'x-y.example'] as const;
/** Authorities that meet them. */
export const authorities = [
  'a.b',
  'A.B.:80',
  'x.a.b',
  'x.y.a.b',
  'b.b',
  'B.b',
  'c',
  'C:',
  '',
  '.b',
  'c.',
  '[::1]:1',
  'z',
] as const;

interface Section {
  readonly preset: string;
  readonly steps: readonly Readonly<Record<string, unknown>>[];
}

const presetIds: readonly string[] = presets.map(({ id }) => id);

/**
 * Any top level, and up to five rules that it allows: with prefixes a rule may only relax, so it takes a weaker preset, and steps
 * that act in the top level too.
 */
export function randomRuleConfiguration(random: Random): RuleConfiguration {
  const top = randomSection(random);
  const allowed = new Set(actingSteps(top));
  const rules = Array.from({ length: 1 + random.below(5) }, () => {
    const [byHost, byPrefix] = random.of([
      [true, false],
      [false, true],
      [true, true],
    ] as const);
    const own = randomSection(random);
    const weaker = Math.min(presetIds.indexOf(own.preset), presetIds.indexOf(top.preset));
    const path = byPrefix
      ? { preset: presetIds[weaker], steps: own.steps.filter(({ step }) => allowed.has(String(step))) }
      : own;
    return {
      ...(byHost && { hosts: some(random, hosts) }),
      ...(byPrefix && { pathPrefixes: some(random, prefixes) }),
      ...(!random.once(4) && { path }),
    };
  });
  return readRuleConfiguration(JSON.stringify(random.once(2) ? { rules, path: top } : { path: top, rules }));
}

function randomSection(random: Random): Section {
  const { path } = JSON.parse(randomPathConfiguration(random).text) as { path: Section };
  return path;
}

function actingSteps({ preset, steps }: Section): string[] {
  const own = presets.find(({ id }) => id === preset)?.stages.map(({ step }) => step) ?? [];
  return [...own, ...steps.filter(({ action }) => action !== 'report').map(({ step }) => String(step))];
}

function some<T>(random: Random, items: readonly T[]): T[] {
  return [...new Set(Array.from({ length: 1 + random.below(3) }, () => random.of(items)))];
}

/** A text that randomRuleConfiguration wrote. @throws Error for another one. */
export function readRuleConfiguration(text: string): RuleConfiguration {
  const { path, rules } = JSON.parse(text) as {
    path: Section;
    rules: readonly { readonly hosts?: string[]; readonly pathPrefixes?: string[]; readonly path?: Section }[];
  };
  return {
    text,
    top: modelSection(path),
    rules: rules.map(({ path: own, ...rule }) => ({ ...rule, ...(own && { path: modelSection(own) }) })),
  };
}

function modelSection(path: Section): { preset: string; stages: readonly ModelStage[] } {
  const { preset, stages } = readPathConfiguration(JSON.stringify({ path, rejectStatus: 400 }));
  return { preset, stages };
}
