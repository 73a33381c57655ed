import type { StepId } from './steps.ts';

export interface PresetStage {
  readonly step: StepId;
  /** Value of the step's option; means nothing for a step without one. */
  readonly option: number;
}

export interface Preset {
  readonly id: string;
  /** What it runs, in order; a rewriting step rewrites, and what it cannot read is refused. */
  readonly stages: readonly PresetStage[];
  readonly summary: string;
}

const plain = (...steps: readonly StepId[]): readonly PresetStage[] => steps.map((step) => ({ step, option: 1 }));

/**
 * Istio's four options of meshConfig.pathNormalization (istio.io, reference/config/security/normalization), weakest first, and
 * STRICT. Their order is their rank: a rule of the normalizer with `pathPrefixes` may name none behind the top level's.
 */
export const presets = [
  { id: 'NONE', stages: [], summary: 'Leaves the path as it is.' },
  {
    id: 'BASE',
    stages: plain('strip-dot-params', 'envoy-normalize-path'),
    summary: 'What Envoy does with normalize_path, and Istio by default.',
  },
  {
    id: 'MERGE_SLASHES',
    stages: plain('strip-dot-params', 'envoy-normalize-path', 'envoy-merge-slashes'),
    summary: 'BASE, then merge_slashes.',
  },
  {
    id: 'DECODE_AND_MERGE_SLASHES',
    stages: plain('decode-slashes', 'strip-dot-params', 'envoy-normalize-path', 'envoy-merge-slashes'),
    summary: 'Decodes escaped slashes first (UNESCAPE_AND_FORWARD), then MERGE_SLASHES.',
  },
  {
    id: 'STRICT',
    stages: [
      { step: 'decode-percent', option: 8 },
      ...plain(
        'undecoded',
        'invalid-utf8',
        'fold-backslash',
        'strip-params',
        'remove-dot-segments',
        'merge-slashes',
        'escape-unsafe',
      ),
    ],
    summary:
      'Decodes until nothing is left to decode, refuses what has no safe reading, and leaves one reading of the rest.',
  },
] as const satisfies readonly Preset[];
