import { presets } from '../../../../tools/catalog/presets.ts';
import type { StepId } from '../../../../tools/catalog/steps.ts';
import { splitQuery } from '../../cases/case-row.ts';
import { runModel, type ModelStage } from './pipeline.ts';

export interface ModelConfig {
  readonly preset: string;
  readonly stages: readonly ModelStage[];
}

export type ModelVerdict =
  | { readonly verdict: 'pass'; readonly path: string }
  | { readonly verdict: 'reject'; readonly step: StepId }
  | { readonly verdict: 'redirect'; readonly step: StepId; readonly location: string };

/** What becomes of the `:path` of a GET. */
export function judgeModel({ preset, stages }: ModelConfig, path: string): ModelVerdict {
  const all: ModelStage[] = [
    ...presets
      .find(({ id }) => id === preset)!
      .stages.map(({ step, option }): ModelStage => ({ step, action: 'rewrite', option })),
    ...stages,
  ];
  if (path === '*') return { verdict: 'pass', path };
  // Absolute form (RFC 9112 3.2.2): only what stands behind the authority is a path.
  const [authority = ''] = /^[a-z][a-z0-9+.-]*:\/\/[^/\\?#]*/i.exec(path) ?? [];
  const rest = path.slice(authority.length);
  if (authority !== '' && !/^[/\\]/.test(rest)) return { verdict: 'pass', path };
  const [part, query] = splitQuery(rest);
  const { outcome, value, deciding } = runModel(all, part);
  if (outcome === 'rejected') return { verdict: 'reject', step: deciding! };
  // What later steps put back as it was is no change.
  if (value === part) return { verdict: 'pass', path };
  if (outcome === 'redirected') {
    // Nothing that a browser could read as another site: "\\" is a slash to it, tabs and line breaks are nothing (WHATWG URL).
    // oxlint-disable-next-line no-control-regex
    const guard = /^(?:[/][/\\\x00-\x20]|[\\\x00-\x20])/.test(value + query) ? '/.' : /^[/]/.test(value) ? '' : '/';
    return { verdict: 'redirect', step: deciding!, location: guard + value + query };
  }
  return { verdict: 'pass', path: authority + value + query };
}
