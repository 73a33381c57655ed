import { main } from '../../../tools/cli/main.ts';
import type { Io } from '../../../tools/model/io.ts';

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process, with streams of its own. */
export async function runCli(args: readonly string[], over: Partial<Io> = {}): Promise<CliResult> {
  let out = '';
  let err = '';
  const io: Io = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    env: {},
    cwd: process.cwd(),
    outIsTerminal: false,
    errIsTerminal: false,
    signal: new AbortController().signal,
    readStdin: async () => '',
    ...over,
  };
  const code = await main(args, io);
  return { code, out, err };
}
