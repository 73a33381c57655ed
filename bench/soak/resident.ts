import { readFileSync } from 'node:fs';
import { surroundingsFailure } from '../../tools/model/failure.ts';

/** Resident memory of a process, in bytes, from proc(5). @throws surroundingsFailure where there is no such file. */
export function residentBytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) * 1_024;
  } catch (error) {
    throw surroundingsFailure(
      { what: `no resident memory of process ${pid} in /proc`, hint: 'the soak runs on Linux' },
      error,
    );
  }
}
