import { Command, CommanderError } from 'commander';
import { exitCodes, type ExitCode } from '../../../tools/catalog/exit-codes.ts';
import { generate } from '../../../tools/cli/commands/generate.ts';
import { reportError } from '../../../tools/cli/errors.ts';
import type { Io } from '../../../tools/model/io.ts';
import { root } from './shared-cases.ts';

export interface Run {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Where relative paths of a run start, and what its standard input holds. */
export interface Surroundings {
  readonly cwd?: string;
  readonly stdin?: string;
}

/** Runs `portcullis generate` in this process, with an Io that keeps what is printed. */
export async function runGenerate(
  args: readonly string[],
  { cwd = root, stdin = '' }: Surroundings = {},
): Promise<Run> {
  const written = { out: '', err: '' };
  const io: Io = {
    out: (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    env: {},
    cwd,
    outIsTerminal: false,
    errIsTerminal: false,
    signal: new AbortController().signal,
    readStdin: () => Promise.resolve(stdin),
  };
  let code: ExitCode = exitCodes.ok;
  const program = new Command('portcullis')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err, outputError: (text, write) => write(text) });
  const action = <A extends unknown[]>(run: (...args: A) => Promise<ExitCode>) => {
    return async (...parameters: A): Promise<void> => {
      code = await run(...parameters);
    };
  };
  generate.define(program, { io, action });
  try {
    await program.parseAsync(['generate', ...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) code = error.exitCode === 0 ? exitCodes.ok : exitCodes.user;
    else code = reportError(error, io, true);
  }
  return { code, ...written };
}
