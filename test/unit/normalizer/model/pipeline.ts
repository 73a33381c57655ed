import { presets, type PresetStage } from '../../../../tools/catalog/presets.ts';
import type { StepId } from '../../../../tools/catalog/steps.ts';
import { splitQuery } from '../../cases/case-row.ts';
import { models } from './steps.ts';

export interface ModelStage {
  readonly step: StepId;
  readonly action: 'rewrite' | 'reject' | 'redirect' | 'report';
  /** What the step takes: passes or bytes; looked at by no other step. */
  readonly option: number;
}

export interface ModelOutcome {
  readonly outcome: 'clean' | 'rewritten' | 'rejected' | 'redirected';
  readonly value: string;
  /** The step that rejected, or the first that redirects. */
  readonly deciding: StepId | undefined;
  readonly reports: number;
}

/** What a list of stages does to a path part: each stage in its order, none skipped. */
export function runModel(stages: readonly ModelStage[], path: string): ModelOutcome {
  let value = path;
  let deciding: StepId | undefined;
  let reports = 0;
  let changed = false;
  for (const { step, action, option } of stages) {
    const next = models[step](value, option);
    if (next === value) continue;
    if (action === 'report') {
      reports++;
      continue;
    }
    if (next === null || action === 'reject') return { outcome: 'rejected', value: '', deciding: step, reports };
    if (action === 'redirect') deciding ??= step;
    value = next;
    changed = true;
  }
  const outcome = deciding !== undefined ? 'redirected' : changed ? 'rewritten' : 'clean';
  return { outcome, value, deciding, reports };
}

/** What a preset makes of a path in the usual form, or null when it rejects. */
export function presetModel(id: string, path: string): string | null {
  return stagesModel(presets.find((preset) => preset.id === id)?.stages ?? [], path);
}

/** What steps that rewrite, one after the other, make of such a path, or null when one of them rejects. */
export function stepsModel(steps: readonly StepId[], path: string): string | null {
  const plain = steps.map((step) => ({ step, option: 1 }));
  return stagesModel(plain, path);
}

function stagesModel(stages: readonly PresetStage[], path: string): string | null {
  const [part, query] = splitQuery(path);
  const rewriting = stages.map(({ step, option }): ModelStage => ({ step, action: 'rewrite', option }));
  const { outcome, value } = runModel(rewriting, part);
  return outcome === 'rejected' ? null : value + query;
}
