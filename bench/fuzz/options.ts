import { chosen, readFlags, wholeNumber } from '../program/flags.ts';
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

/** @throws userFailure for anything that is not an option or not its value. */
export function readOptions(args: readonly string[]): FuzzOptions | 'help' {
  const flags = readFlags(args, 'fuzz', { executions: 'text', seed: 'text', closer: 'text', target: 'text' });
  if (flags === 'help') return flags;
  const { executions = '1000000', seed = '20260806', closer = '16', target } = flags;
  return {
    executions: wholeNumber('--executions', executions),
    seed: wholeNumber('--seed', seed),
    closer: wholeNumber('--closer', closer),
    targets: target === undefined ? targets : chosen('--target', target, targets, ({ name }) => name),
  };
}
