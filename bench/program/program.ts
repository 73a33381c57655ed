import { exitCodes, type ExitCode } from '../../tools/catalog/exit-codes.ts';
import { reportError } from '../../tools/cli/errors.ts';
import { processIo, type ProcessLike } from '../../tools/cli/io.ts';
import { surroundingsFailure } from '../../tools/model/failure.ts';
import type { Io } from '../../tools/model/io.ts';

/** What a program of bench/ is made of. */
export interface Program<Options> {
  readonly help: string;
  /** @throws userFailure for anything that is not an option or not its value. */
  readOptions(args: readonly string[]): Options | 'help';
  /** Does the work; `args` are those of the command line, as they were given. */
  main(options: Options, io: Io, args: readonly string[]): Promise<ExitCode>;
}

/** What scripts/bench.mjs calls: options, help, errors and exit codes as those of the command line itself. */
export function program<Options>({ help, readOptions, main }: Program<Options>) {
  return async (process: ProcessLike): Promise<ExitCode> => {
    const { io, close, ended } = processIo(process);
    try {
      const args = process.argv.slice(2);
      const options = readOptions(args);
      if (options !== 'help') return ended(await main(options, io, args));
      io.out(help);
      return exitCodes.ok;
    } catch (error) {
      // What broke off then is no fault of its own.
      const told = io.signal.aborted ? surroundingsFailure({ what: `stopped by ${String(io.signal.reason)}` }) : error;
      return reportError(told, io, Boolean(io.env['PORTCULLIS_DEBUG']));
    } finally {
      close();
    }
  };
}
