import { Command, CommanderError } from 'commander';
import { exitCodes, type ExitCode } from '../catalog/exit-codes.ts';
import { version } from '../catalog/version.ts';
import type { Io } from '../model/io.ts';
import type { CommandContext } from './command.ts';
import { commands } from './commands/index.ts';
import { reportError } from './errors.ts';
import { processIo, type ProcessLike } from './io.ts';

/**
 * The whole command line: parses `args` (without node and script), runs one verb, and returns its exit code.
 * Touches nothing but `io`.
 */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok;
  const program = new Command('portcullis');
  program
    .description('Hardens HTTP traffic through Envoy and Istio.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help of a command')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.err(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError: (text, write) => write(text.replace(/^error: /, 'portcullis: ')),
    });
  program.addHelpText('after', exitCodeHelp);
  const context: CommandContext = {
    io,
    action:
      (verb) =>
      async (...parameters) => {
        code = await verb(...parameters);
      },
  };
  for (const command of commands) command.define(program, context);
  try {
    await program.parseAsync(upToUnknown(program, args), { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.user;
    return reportError(error, io, Boolean(io.env['PORTCULLIS_DEBUG']));
  }
}

/** Ends the arguments at an unknown command: with --help behind it, commander would print the help of the command above and exit 0. */
function upToUnknown(program: Command, args: readonly string[]): string[] {
  let command = program;
  for (const word of args[0] === 'help' ? args.slice(1) : args) {
    if (word.startsWith('-') || command.commands.length === 0) break;
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined && word !== 'help') return [...pathTo(command), word];
    command = next ?? command;
  }
  return [...args];
}

function pathTo(command: Command): string[] {
  return command.parent === null ? [] : [...pathTo(command.parent), command.name()];
}

/** Runs the command line of a real process. */
export async function run(process: ProcessLike): Promise<ExitCode> {
  const { io, close, ended } = processIo(process);
  try {
    return ended(await main(process.argv.slice(2), io));
  } finally {
    close();
  }
}

const exitCodeHelp = `
Exit codes: 0 nothing found, 1 findings or an unexpected verdict, 2 your mistake, 3 the surroundings failed, 4 a bug.
Results go to stdout, progress and notes to stderr. NO_COLOR is obeyed.`;
