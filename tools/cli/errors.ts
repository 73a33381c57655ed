import { Failure } from '../model/failure.ts';
import { exitCodes, type ExitCode } from '../catalog/exit-codes.ts';
import type { Io } from '../model/io.ts';

/** Prints what went wrong in up to three parts (what, where, what to do) and says which exit code it is. */
export function reportError(error: unknown, io: Io, verbose: boolean): ExitCode {
  if (error instanceof Failure) {
    const where = error.where === undefined ? '' : `${error.where}: `;
    io.err(`portcullis: ${where}${error.message}\n`);
    if (error.hint !== undefined) io.err(`  try: ${error.hint}\n`);
    return error.kind === 'user' ? exitCodes.user : exitCodes.surroundings;
  }
  const text = error instanceof Error ? error.message : String(error);
  io.err(`portcullis: bug: ${text}\n`);
  if (verbose && error instanceof Error && error.stack !== undefined) io.err(`${error.stack}\n`);
  io.err('  try: the same command with PORTCULLIS_DEBUG=1 prints where; please report it with that output\n');
  return exitCodes.bug;
}
