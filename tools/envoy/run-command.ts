import { execFile } from 'node:child_process';

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

/** Runs a command to its end without a shell; a failing command is a result, not an exception. */
export function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const { env, timeoutMs, signal } = options;
  const settings = { env, timeout: timeoutMs, maxBuffer: 1 << 26, windowsHide: true, ...(signal ? { signal } : {}) };
  return new Promise((resolve) => {
    execFile(command, [...args], { ...settings, encoding: 'utf8' }, (error, stdout, stderr) => {
      if (error === null) return resolve({ code: 0, stdout, stderr });
      if (typeof error.code === 'number') return resolve({ code: error.code, stdout, stderr });
      const trouble = error.killed === true ? `did not end within ${timeoutMs / 1000} s` : error.message;
      return resolve({ code: null, stdout, stderr, trouble: signal?.aborted === true ? 'was stopped' : trouble });
    });
  });
}

/** Why a command failed, in one line: the last of what it printed, else how it ended. */
export function failureLine(result: CommandResult): string {
  if (result.trouble !== undefined) return result.trouble;
  const printed = `${result.stdout}\n${result.stderr}`.split('\n').filter((line) => line.trim() !== '');
  return printed.at(-1)?.trim() ?? `exit code ${result.code ?? 'unknown'}`;
}
