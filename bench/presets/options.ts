import { readFlags, wholeNumber } from '../program/flags.ts';

export interface PresetsOptions {
  /** Distinct paths that try to get past a policy. */
  readonly paths: number;
  /** Paths that STRICT judges twice. */
  readonly twice: number;
  readonly seed: number;
}

/** @throws userFailure for anything that is not an option or not its value. */
export function readOptions(args: readonly string[]): PresetsOptions | 'help' {
  const flags = readFlags(args, 'presets', { paths: 'text', twice: 'text', seed: 'text' });
  if (flags === 'help') return flags;
  const { paths = '50000', twice = '100000', seed = '20260810' } = flags;
  return {
    paths: wholeNumber('--paths', paths),
    twice: wholeNumber('--twice', twice),
    seed: wholeNumber('--seed', seed),
  };
}
