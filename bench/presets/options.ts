import { parseArgs } from 'node:util';
import { userFailure } from '../../tools/model/failure.ts';

export interface PresetsOptions {
  /** Distinct paths that try to get past a policy. */
  readonly paths: number;
  /** Paths that STRICT judges twice. */
  readonly twice: number;
  readonly seed: number;
}

/**
 * Reads the command line.
 *
 * @throws userFailure for anything that is not an option or not its value.
 */
export function readOptions(args: readonly string[]): PresetsOptions | 'help' {
  const { paths, twice, seed, help } = parsed(args);
  if (help === true) return 'help';
  return {
    paths: wholeNumber('--paths', paths ?? '50000'),
    twice: wholeNumber('--twice', twice ?? '100000'),
    seed: wholeNumber('--seed', seed ?? '20260810'),
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { paths: text, twice: text, seed: text, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw userFailure({ what: (error as Error).message, hint: 'npm run presets -- --help' });
  }
}

function wholeNumber(where: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw userFailure({ what: `found "${text}", expected a whole number from 1 on`, where });
}
