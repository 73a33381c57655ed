import type { ExitCode } from '../../../tools/catalog/exit-codes.ts';
import { main } from '../../../tools/cli/main.ts';
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
  const code = await main(['generate', ...args], {
    out: (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    env: {},
    cwd,
    outIsTerminal: false,
    errIsTerminal: false,
    signal: new AbortController().signal,
    readStdin: () => Promise.resolve(stdin),
  });
  return { code, ...written };
}
