import { readFlags, wholeNumber } from '../program/flags.ts';

export interface SoakOptions {
  readonly requests: number;
  readonly seed: number;
}

/** @throws userFailure for anything that is not an option or not its value. */
export function readOptions(args: readonly string[]): SoakOptions | 'help' {
  const flags = readFlags(args, 'soak', { requests: 'text', seed: 'text' });
  if (flags === 'help') return flags;
  const { requests = '5000000', seed = '20260807' } = flags;
  return { requests: wholeNumber('--requests', requests, 10_000), seed: wholeNumber('--seed', seed) };
}
