import type { StepId } from './steps.ts';

export interface Preset {
  readonly id: string;
  /** The steps it runs, in order; each rewrites, what it cannot read is refused. */
  readonly steps: readonly StepId[];
  readonly summary: string;
}

/** Istio's four options of meshConfig.pathNormalization (istio.io, reference/config/security/normalization), weakest first. */
export const presets = [
  { id: 'NONE', steps: [], summary: 'Leaves the path as it is.' },
  {
    id: 'BASE',
    steps: ['strip-dot-params', 'envoy-normalize-path'],
    summary: 'What Envoy does with normalize_path, and Istio by default.',
  },
  {
    id: 'MERGE_SLASHES',
    steps: ['strip-dot-params', 'envoy-normalize-path', 'envoy-merge-slashes'],
    summary: 'BASE, then merge_slashes.',
  },
  {
    id: 'DECODE_AND_MERGE_SLASHES',
    steps: ['decode-slashes', 'strip-dot-params', 'envoy-normalize-path', 'envoy-merge-slashes'],
    summary: 'Decodes escaped slashes first (UNESCAPE_AND_FORWARD), then MERGE_SLASHES.',
  },
] as const satisfies readonly Preset[];
