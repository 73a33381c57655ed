import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { Readable } from 'node:stream';

/** What a supervisor starts and, in any event, ends. */
export interface SupervisedJob {
  readonly command: string;
  readonly args: readonly string[];
  /** Removed, with all that is in it, when the job is over. */
  readonly directory: string;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly graceMs: number;
  /** Run when the job is over; for what the killing of `command` may leave behind. */
  readonly afterwards?: readonly string[];
}

export interface Supervised {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Of the job; undefined when it could not be started. */
  readonly pid: Promise<number | undefined>;
  /** Of the supervisor. */
  readonly supervisorPid: number | undefined;
  /** Settles, once everything is cleaned up, with the job's exit code (null when a signal ended it). */
  readonly ended: Promise<number | null>;
  /** Ends the job; does nothing the second time. */
  end(): void;
  /** For a supervisor that does not answer `end`. */
  kill(): void;
}

/**
 * Starts a job under a small process of its own, which ends the job when `end` is called, when this process exits and also
 * when it is killed: each closes the pipe that the supervisor reads.
 */
export function superviseJob(job: SupervisedJob, env?: NodeJS.ProcessEnv): Supervised {
  // A process group of its own: Ctrl-C in a terminal reaches this process alone, so that Envoy is stopped once, and in order.
  const supervisor = spawn(process.execPath, ['-e', `(${supervise.toString()})()`, JSON.stringify(job)], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: true,
    windowsHide: true,
    ...(env === undefined ? {} : { env }),
  });
  const { stdin, stdout, stderr } = supervisor;
  stdin.on('error', () => undefined);
  const pid = readPid(supervisor.stdio[3] as Readable);
  return {
    stdout,
    stderr,
    pid,
    supervisorPid: supervisor.pid,
    ended: cleanEnd(supervisor, pid, job),
    end: () => stdin.end(),
    kill: () => void supervisor.kill('SIGKILL'),
  };
}

// The supervisor cleans up after the job; something is left to do only when the supervisor itself was killed.
async function cleanEnd(supervisor: ChildProcess, pid: Promise<number | undefined>, job: SupervisedJob) {
  const closed = once(supervisor, 'close');
  const [code, signal] = (await once(supervisor, 'exit')) as [number | null, NodeJS.Signals | null];
  if (signal !== null) {
    killQuietly(await pid);
    const [cleaner, ...args] = job.afterwards ?? [];
    if (cleaner !== undefined) spawnSync(cleaner, args, { stdio: 'ignore', timeout: job.graceMs });
    rmSync(job.directory, { recursive: true, force: true });
  }
  await closed;
  return code;
}

async function readPid(pipe: Readable): Promise<number | undefined> {
  let text = '';
  try {
    for await (const chunk of pipe) text += String(chunk);
  } catch {
    return undefined; // The supervisor was killed before it could tell.
  }
  return text === '' ? undefined : Number(text);
}

function killQuietly(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

/** The supervisor's program. It is handed over as text, so it may use nothing of this module. */
function supervise(): void {
  const { spawn: start, spawnSync: runToEnd } = process.getBuiltinModule('node:child_process');
  const { closeSync, rmSync: remove, writeSync } = process.getBuiltinModule('node:fs');
  const { command, args, directory, graceMs, afterwards } = JSON.parse(process.argv[1] ?? '') as SupervisedJob;
  let child: ChildProcess | undefined;
  let ending = false;

  const finish = (code: number): void => {
    const [cleaner, ...cleanerArgs] = afterwards ?? [];
    if (cleaner !== undefined) runToEnd(cleaner, cleanerArgs, { stdio: 'ignore', timeout: graceMs });
    remove(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    process.exit(code);
  };
  const end = (): void => {
    if (ending) return;
    ending = true;
    child?.kill('SIGTERM');
    setTimeout(() => child?.kill('SIGKILL'), graceMs);
  };
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'uncaughtException'] as const) process.on(event, end);
  process.stdin.on('end', end).on('close', end).on('error', end).resume();

  child = start(command, args, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    finish(127);
  });
  child.on('exit', (code) => finish(code ?? 128));
  try {
    writeSync(3, String(child.pid ?? ''));
    closeSync(3);
  } catch {
    end(); // Whoever wanted to know is gone.
  }
}
