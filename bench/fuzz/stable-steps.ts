import type { StepId } from '../../tools/catalog/steps.ts';
import type { PathConfiguration } from './path-configuration.ts';

/** Steps whose page says that a second run can change more: they decode what they decoded, or what they completed. */
const unstable: readonly StepId[] = [
  'decode-overlong',
  'decode-percent',
  'decode-slashes',
  'decode-unicode',
  'decode-unreserved',
  'envoy-normalize-path',
];

/** Presets that a second run leaves alone; the others are no more idempotent than Envoy is (docs/presets.md). */
const stablePresets: readonly string[] = ['NONE', 'STRICT'];

export const isStableStep = (step: StepId): boolean => !unstable.includes(step);

/** Whether a path that came out of this configuration must come out of it again as it is. */
export function isStable({ preset, stages }: PathConfiguration): boolean {
  if (!stablePresets.includes(preset)) return false;
  if (preset !== 'NONE') return stages.length === 0;
  return stages.length <= 1 && stages.every(({ step }) => isStableStep(step));
}
