import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

export interface CommandOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds; the command is killed then. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface CommandResult {
  /** Null when it could not be started, or a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Why there is no exit code, in words. */
  readonly trouble?: string;
}

const killMs = 2_000;

/**
 * Runs a command to its end without a shell; a failing command is a result, not an exception. One that is stopped, or takes too long,
 * is ended with all its children, and the result comes when they are gone.
 */
export function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const { env, timeoutMs, signal } = options;
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve({ code: null, stdout: '', stderr: '', trouble: 'was stopped' });
    // A process group of its own, so that what the command has started can be ended with it.
    const child = spawn(command, [...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const printed = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => (printed[name] += text));
    }
    let trouble: string | undefined;
    let killer: NodeJS.Timeout | undefined;
    const end = (why: string): void => {
      trouble ??= why;
      killGroup(child, 'SIGTERM');
      killer ??= setTimeout(() => killGroup(child, 'SIGKILL'), killMs);
    };
    const stop = (): void => end('was stopped');
    const timer = setTimeout(() => end(`did not end within ${timeoutMs / 1000} s`), timeoutMs);
    signal?.addEventListener('abort', stop);
    child.on('error', (error) => (trouble ??= error.message));
    child.on('close', (code) => {
      clearTimeout(timer);
      clearTimeout(killer);
      signal?.removeEventListener('abort', stop);
      resolve({ code: trouble === undefined ? code : null, ...printed, ...(trouble === undefined ? {} : { trouble }) });
    });
  });
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/** Why a command failed, in one line: the last of what it printed, else how it ended. */
export function failureLine(result: CommandResult): string {
  if (result.trouble !== undefined) return result.trouble;
  const printed = `${result.stdout}\n${result.stderr}`.split('\n').filter((line) => line.trim() !== '');
  return printed.at(-1)?.trim() ?? (result.code === null ? 'a signal ended it' : `exit code ${result.code}`);
}
