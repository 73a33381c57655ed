import { envoyVersions } from '../../tools/catalog/envoy-versions.ts';
import type { CatalogVersion } from '../program/envoy-release.ts';
import { chosen, readFlags, wholeNumber } from '../program/flags.ts';

export interface DifferentialOptions {
  readonly versions: readonly CatalogVersion[];
  /** Distinct paths a version; each goes through every preset. */
  readonly paths: number;
  readonly seed: number;
}

const catalogVersions = Object.keys(envoyVersions) as CatalogVersion[];

/** @throws userFailure for anything that is not an option or not its value. */
export function readOptions(args: readonly string[]): DifferentialOptions | 'help' {
  const flags = readFlags(args, 'test:differential', { versions: 'text', paths: 'text', seed: 'text' });
  if (flags === 'help') return flags;
  const { versions, paths = '200000', seed = '20260805' } = flags;
  return {
    versions:
      versions === undefined ? catalogVersions : chosen('--versions', versions, catalogVersions, (version) => version),
    paths: wholeNumber('--paths', paths),
    seed: wholeNumber('--seed', seed),
  };
}
