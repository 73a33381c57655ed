import { parseArgs } from 'node:util';
import { userFailure } from '../../tools/model/failure.ts';
import type { Target } from './target.ts';
import { targets } from './targets.ts';

export interface FuzzOptions {
  /** Of all targets together. */
  readonly executions: number;
  readonly seed: number;
  /** See Target.open. */
  readonly closer: number;
  readonly targets: readonly Target[];
}

/**
 * Reads the command line.
 *
 * @throws userFailure for anything that is not an option or not its value.
 */
export function readOptions(args: readonly string[]): FuzzOptions | 'help' {
  const { executions, seed, closer, target, help } = parsed(args);
  if (help === true) return 'help';
  return {
    executions: wholeNumber('--executions', executions ?? '1000000'),
    seed: wholeNumber('--seed', seed ?? '20260806'),
    closer: wholeNumber('--closer', closer ?? '16'),
    targets: target === undefined ? targets : target.split(',').map(targetOf),
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    executions: text,
    seed: text,
    closer: text,
    target: text,
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw userFailure({ what: (error as Error).message, hint: 'npm run fuzz -- --help' });
  }
}

function targetOf(text: string): Target {
  const found = targets.find(({ name }) => name === text);
  if (found !== undefined) return found;
  throw userFailure({
    what: `found "${text}", expected one of ${targets.map(({ name }) => name).join(', ')}`,
    where: '--target',
  });
}

function wholeNumber(where: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw userFailure({ what: `found "${text}", expected a whole number from 1 to 999999999`, where });
}
