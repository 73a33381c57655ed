import { parseArgs } from 'node:util';
import { envoyVersions } from '../../tools/catalog/envoy-versions.ts';
import { userFailure } from '../../tools/model/failure.ts';

export type CatalogVersion = keyof typeof envoyVersions;

export interface DifferentialOptions {
  readonly versions: readonly CatalogVersion[];
  /** Distinct paths a version; each goes through every preset. */
  readonly paths: number;
  readonly seed: number;
}

/**
 * Reads the command line.
 *
 * @throws userFailure for anything that is not an option or not its value.
 */
export function readOptions(args: readonly string[]): DifferentialOptions | 'help' {
  const { versions, paths, seed, help } = parsed(args);
  if (help === true) return 'help';
  return {
    versions: versions === undefined ? catalogVersions : versions.split(',').map(catalogVersion),
    paths: wholeNumber('--paths', paths ?? '200000'),
    seed: wholeNumber('--seed', seed ?? '20260805'),
  };
}

const catalogVersions = Object.keys(envoyVersions) as CatalogVersion[];

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { versions: text, paths: text, seed: text, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw userFailure({ what: (error as Error).message, hint: 'npm run test:differential -- --help' });
  }
}

function catalogVersion(text: string): CatalogVersion {
  const found = catalogVersions.find((version) => version === text);
  if (found !== undefined) return found;
  throw userFailure({ what: `found "${text}", expected one of ${catalogVersions.join(', ')}`, where: '--versions' });
}

function wholeNumber(where: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw userFailure({ what: `found "${text}", expected a whole number from 1 on`, where });
}
