import type { Command } from 'commander';
import type { ExitCode } from '../catalog/exit-codes.ts';
import type { Io } from '../model/io.ts';

/**
 * One verb of the command line. Each lives in `commands/<name>.ts` and is listed in `commands/index.ts`;
 * nothing else knows which verbs exist.
 */
export interface CliCommand {
  readonly name: string;
  define(program: Command, context: CommandContext): void;
}

export interface CommandContext {
  readonly io: Io;
  /** Wraps an action: what it returns becomes the exit code, what it throws is reported by `main`. */
  action<A extends unknown[]>(run: (...args: A) => Promise<ExitCode>): (...args: A) => Promise<void>;
}
