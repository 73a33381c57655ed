import fc from 'fast-check';
import { carrierOf, withoutFragment } from '../../test/e2e/normalizer/sendable.ts';
import { wireTarget } from '../../test/unit/normalizer/arbitrary-path.ts';
import { bypassTables, collectedPaths } from '../../test/unit/normalizer/collected-paths.ts';
import { mutatedPaths } from '../../test/unit/strict/mutated-paths.ts';

export interface HostilePaths {
  readonly paths: readonly string[];
  /** How many of them other projects collected. */
  readonly collected: number;
}

const round = 2_000;

/**
 * Distinct paths that an Envoy lets through to a filter, fragments cut off: those that other projects collected, then mutations of
 * denied targets and fuzzed paths in equal parts.
 */
export function hostilePaths(count: number, seed: number): HostilePaths {
  const paths = new Set<string>();
  const add = (sent: readonly string[]): void => {
    for (const path of sent.map(withoutFragment)) {
      if (paths.size < count && carrierOf(path) !== 'none') paths.add(path);
    }
  };
  add(collectedPaths(bypassTables));
  const collected = paths.size;
  for (let step = 0; paths.size < count; step++) {
    add(mutatedPaths(round, seed + step));
    add(fc.sample(wireTarget(), { seed: seed + step, numRuns: round }));
  }
  return { paths: [...paths], collected };
}
