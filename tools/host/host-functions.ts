import { abiStatus } from './abi-status.ts';

/**
 * Functions that a module may import from `env`, by name. Arguments are wasm values: i32 as signed numbers (read them
 * with `>>> 0`), i64 as bigints.
 */
export type HostFunctions = Record<string, (...args: number[]) => number | void>;

/** The status of a host function whose last step was a write into the module's memory. */
export function writeStatus(written: boolean): number {
  return written ? abiStatus.ok : abiStatus.invalidMemoryAccess;
}
