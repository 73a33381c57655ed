import { parseArgs } from 'node:util';
import { userFailure } from '../../tools/model/failure.ts';

export interface SoakOptions {
  readonly requests: number;
  readonly seed: number;
}

/**
 * Reads the command line.
 *
 * @throws userFailure for anything that is not an option or not its value.
 */
export function readOptions(args: readonly string[]): SoakOptions | 'help' {
  const { requests, seed, help } = parsed(args);
  if (help === true) return 'help';
  return {
    requests: wholeNumber('--requests', requests ?? '5000000', 10_000),
    seed: wholeNumber('--seed', seed ?? '20260807', 1),
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { requests: text, seed: text, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw userFailure({ what: (error as Error).message, hint: 'npm run soak -- --help' });
  }
}

function wholeNumber(where: string, text: string, least: number): number {
  if (/^[1-9]\d{0,8}$/.test(text) && Number(text) >= least) return Number(text);
  throw userFailure({ what: `found "${text}", expected a whole number from ${least} to 999999999`, where });
}
