import { exitCodes, type ExitCode } from '../catalog/exit-codes.ts';
import type { Io } from '../model/io.ts';

/** The parts of Node's `process` that the command line uses; a test passes its own. */
export type ProcessLike = Pick<
  NodeJS.Process,
  'argv' | 'env' | 'cwd' | 'stdin' | 'stdout' | 'stderr' | 'on' | 'off' | 'exitCode'
>;

/**
 * Makes the Io of a real process. `close` gives the signal handlers back, and `ended` the exit code of the process, given that of
 * the command. The handlers of the streams stay: Node tells of a closed pipe only after the write, often when the command has ended.
 */
export function processIo(process: ProcessLike): { io: Io; close(): void; ended(code: ExitCode): ExitCode } {
  const abort = new AbortController();
  const stop = (signal: NodeJS.Signals): void => abort.abort(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let listening = false;
  let lost = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `portcullis … | head` closes the pipe early: that is the reader's right, not an error of ours.
    if (error.code === 'EPIPE' || lost) return;
    lost = true;
    process.stderr.write(
      `portcullis: standard output: found ${error.code ?? error.message}: the result is not complete\n`,
    );
    process.exitCode = exitCodes.surroundings;
  });
  // There is nowhere left to tell of it; the exit code is still that of the command.
  process.stderr.on('error', () => {});
  const io: Io = {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    env: process.env,
    cwd: process.cwd(),
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    // Whoever never asks for the signal holds nothing that it would have to let go of: Ctrl-C ends the process at once, as by default.
    get signal() {
      if (!listening) for (const signal of signals) process.on(signal, stop);
      listening = true;
      return abort.signal;
    },
    async readStdin() {
      const parts: Buffer[] = [];
      for await (const part of process.stdin) parts.push(Buffer.from(part));
      return Buffer.concat(parts).toString('utf8');
    },
  };
  return {
    io,
    ended: (code) => (lost ? exitCodes.surroundings : code),
    close() {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}
