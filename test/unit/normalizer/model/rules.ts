import { presets } from '../../../../tools/catalog/presets.ts';
import { steps, type Step } from '../../../../tools/catalog/steps.ts';
import { splitQuery } from '../../cases/case-row.ts';
import type { ModelStage } from './pipeline.ts';
import { judgeModel, type ModelVerdict } from './request.ts';
import { models } from './steps.ts';

export interface ModelSection {
  readonly preset: string;
  readonly stages: readonly ModelStage[];
}

export interface ModelRule {
  readonly hosts?: readonly string[];
  readonly pathPrefixes?: readonly string[];
  /** Absent: the top level's. */
  readonly path?: ModelSection;
}

const catalog: readonly Step[] = steps;

/** What becomes of the path of a GET to `authority`: by the first rule that it falls under, else by the top level. */
export function judgeWithRules(
  top: ModelSection,
  rules: readonly ModelRule[],
  authority: string,
  path: string,
): ModelVerdict {
  const raw = partOf(path);
  const normalized = raw === undefined ? undefined : leniently(top, raw);
  const begins = (value: string | undefined, prefixes: readonly string[]): boolean =>
    value !== undefined && prefixes.some((prefix) => value.startsWith(prefix));
  const rule = rules.find(
    ({ hosts, pathPrefixes }) =>
      (hosts === undefined || hosts.some((host) => hostMatches(host, folded(authority)))) &&
      (pathPrefixes === undefined || begins(normalized, pathPrefixes)),
  );
  // Spelled so that it does not look like the rule that it belongs to: the top level.
  const spelled = rule?.pathPrefixes !== undefined && !begins(raw, rule.pathPrefixes);
  return judgeModel((spelled ? undefined : rule?.path) ?? top, path);
}

/** The path part, or undefined where the target names none. */
function partOf(path: string): string | undefined {
  if (path === '*') return undefined;
  const [authority = ''] = /^[a-z][a-z0-9+.-]*:\/\/[^/\\?#]*/i.exec(path) ?? [];
  const rest = path.slice(authority.length);
  return authority !== '' && !/^[/\\]/.test(rest) ? undefined : splitQuery(rest)[0];
}

/** The path as the section normalizes it when nothing is refused for the action `reject`; undefined for what its preset cannot read. */
function leniently({ preset, stages }: ModelSection, part: string): string | undefined {
  const own = presets.find(({ id }) => id === preset)!.stages.map((stage) => ({ ...stage, action: 'rewrite' }));
  let value = part;
  for (const { step, action, option } of [...own, ...stages]) {
    const check = catalog.find(({ id }) => id === step)!.kind === 'check';
    if (action === 'report' || (action === 'reject' && check)) continue;
    const next = models[step](value, option);
    if (next === null) return undefined;
    value = next;
  }
  return value;
}

function folded(authority: string): string {
  const name = /^(\[[^\]]*\]|[^:]*(?::(?=.*:)[^:]*)*)(?::.*)?$/.exec(authority)?.[1] ?? authority;
  return name.replace(/\.$/, '').toLowerCase();
}

function hostMatches(pattern: string, host: string): boolean {
  const wanted = pattern.toLowerCase().replace(/(?<=[^*])\.$/, '');
  if (wanted === '*') return true;
  if (!wanted.startsWith('*')) return host === wanted;
  return host.length >= wanted.length && host.endsWith(wanted.slice(1));
}
