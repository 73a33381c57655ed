import { presets } from '../../tools/catalog/presets.ts';
import type { StepId } from '../../tools/catalog/steps.ts';
import type { NativePreset } from '../../test/e2e/normalizer/native-settings.ts';
import { stepsModel } from '../../test/unit/normalizer/model/pipeline.ts';

/** What Envoy's own normalization learnt in some release, and the presets do in front of every Envoy. */
export interface VersionFix {
  readonly id: string;
  /** The first release with it of each branch that got it; later branches have it. */
  readonly fixedIn: readonly string[];
  /** The step of the presets that does it. */
  readonly step: StepId;
  readonly source: string;
}

export const versionFixes: readonly VersionFix[] = [
  {
    id: 'parameters of dot segments',
    fixedIn: ['1.38.4', '1.39.1'],
    step: 'strip-dot-params',
    source: 'CVE-2026-73551; envoy.reloadable_features.strip_dotdot_segments_with_parameters',
  },
];

/**
 * The fix that a version lacks and that alone makes the difference: what Envoy gave is what the preset's definition gives
 * without that one step.
 *
 * @param given the path behind Envoy's own normalization, null when it refused.
 */
export function explanation(
  version: string,
  preset: NativePreset,
  path: string,
  given: string | null,
): VersionFix | undefined {
  const steps: readonly StepId[] = presets.find(({ id }) => id === preset)?.stages.map(({ step }) => step) ?? [];
  return versionFixes
    .filter((fix) => lacks(version, fix) && steps.includes(fix.step))
    .find((fix) => given === without(fix.step, steps, path));
}

function without(undone: StepId, steps: readonly StepId[], path: string): string | null {
  const left = steps.filter((step) => step !== undone);
  return stepsModel(left, path);
}

/** Whether a release is from before a fix, on its own branch or, where that has none, on the first one that has. */
export function lacks(version: string, { fixedIn }: VersionFix): boolean {
  const [minor, patch] = numbers(version);
  const branches = fixedIn.map(numbers);
  const own = branches.find(([branch]) => branch === minor);
  return own === undefined ? branches.every(([branch]) => minor < branch) : patch < own[1];
}

function numbers(version: string): readonly [minor: number, patch: number] {
  const [, minor = '', patch = ''] = /^1\.(\d+)\.(\d+)$/.exec(version) ?? [];
  return [Number(minor), Number(patch)];
}
