import type { NativePreset } from '../../test/e2e/normalizer/native-settings.ts';
import { withoutFragment } from '../../test/e2e/normalizer/sendable.ts';
import { presetModel } from '../../test/unit/normalizer/model/pipeline.ts';
import type { Answer } from './read-answers.ts';
import { explanation } from './version-fixes.ts';

export interface Difference {
  readonly path: string;
  readonly native: Answer;
  readonly filter: Answer;
  /** What the preset's definition gives. */
  readonly definition: string | null;
  /** Id of the version's fix that explains it. */
  readonly explainedBy: string | undefined;
}

/** Counts of one preset with one version. */
export interface Tally {
  readonly version: string;
  readonly preset: NativePreset;
  /** Envoy, the filter and the definition agree. */
  same: number;
  explained: number;
  unexplained: number;
  /** The first few of either kind. */
  readonly examples: Difference[];
}

const keptExamples = { explained: 3, unexplained: 10 };

export function newTally(version: string, preset: NativePreset): Tally {
  return { version, preset, same: 0, explained: 0, unexplained: 0, examples: [] };
}

/** Judges one path and counts it. A path without an answer from both sides is never the same. */
export function count(tally: Tally, path: string, native: Answer, filter: Answer): void {
  const reached = withoutFragment(path);
  const definition = presetModel(tally.preset, reached);
  const filterIsRight = filter.path === definition && filter.status === (definition === null ? 400 : 200);
  if (filterIsRight && native.status === filter.status && native.path === filter.path) {
    tally.same++;
    return;
  }
  const answered = native.status === (native.path === null ? 400 : 200);
  const fix = filterIsRight && answered ? explanation(tally.version, tally.preset, reached, native.path) : undefined;
  const kind = fix === undefined ? 'unexplained' : 'explained';
  if (tally[kind]++ < keptExamples[kind])
    tally.examples.push({ path, native, filter, definition, explainedBy: fix?.id });
}
