import { surroundingsFailure } from '../model/failure.ts';
import type { Failure } from '../model/failure.ts';
import type { Admin } from './admin.ts';
import type { Bootstrap } from './bootstrap.ts';
import { envoyCommand, filesNamedIn } from './envoy-command.ts';
import type { Envoy } from './envoy-kinds.ts';
import { listenerUpdates } from './listener-updates.ts';
import type { Listener } from './listener.ts';
import { tailLogs } from './log-tail.ts';
import { waitUntilReady } from './readiness.ts';
import { startFailure } from './start-failure.ts';
import { superviseJob } from './supervisor.ts';
import { workDirectory } from './work-directory.ts';
import type { WorkDirectory } from './work-directory.ts';

export interface StartOptions {
  /** From `bootstrap(...)`; the admin listener is added. */
  readonly bootstrap: Bootstrap;
  /** Listeners that `updateListeners` can replace. */
  readonly listeners?: readonly Listener[];
  /** Worker threads; 1 when left out. */
  readonly concurrency?: number;
  /** `warning` when left out. Levels above `error` are not offered: a refusal would have no reason. */
  readonly logLevel?: 'trace' | 'debug' | 'info' | 'warning' | 'error';
  /** Levels of single components, e.g. `wasm:info` for the log lines of Wasm filters. */
  readonly componentLogLevel?: string;
  /** Called with each line that Envoy prints. */
  readonly onLog?: (line: string) => void;
  /** Stops Envoy when it aborts, at any time. */
  readonly signal?: AbortSignal;
  /** Directory for the private temporary directory; the system's when left out. */
  readonly workDir?: string;
  /** Seconds for which replaced listeners serve on; 5 when left out. */
  readonly drainSeconds?: number;
  /** Bound on the start, in milliseconds; 30,000 when left out. */
  readonly timeoutMs?: number;
  /** Environment of Envoy (and of the Docker client); this process's own when left out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface RunningEnvoy extends AsyncDisposable {
  readonly admin: Admin;
  /** Of Envoy, or of the Docker client that runs it. */
  readonly pid: number | undefined;
  /** The private temporary directory. */
  readonly directory: string;
  /** Port of a listener by its name. Throws a userFailure for an unknown one. */
  port(listener: string): number;
  /** The last 1,000 lines that Envoy printed. */
  logs(): readonly string[];
  /**
   * Replaces all of the listeners that were given to `startEnvoy`; resolves when Envoy serves the new ones. Rejects with a
   * userFailure when Envoy refuses any: those keep their old form, the others are replaced.
   */
  updateListeners(listeners: readonly Listener[]): Promise<void>;
  /** Resolves when Envoy has ended, for whatever reason, and nothing of it is left. */
  readonly ended: Promise<void>;
  /** Stops Envoy and resolves when nothing of it is left: within 5 seconds, plus the killing of one that does not stop. */
  stop(): Promise<void>;
}

const graceMs = 5_000;
const keptLines = 1_000;

/**
 * Starts an Envoy and waits until its listeners serve. It ends with `stop`, with `signal`, and with this process, however that ends.
 *
 * @throws userFailure when Envoy refuses the configuration, with the log lines that say why.
 * @throws surroundingsFailure when Envoy cannot run here, is not ready in time, or `signal` aborts.
 */
export async function startEnvoy(envoy: Envoy, options: StartOptions): Promise<RunningEnvoy> {
  const { signal, timeoutMs = 30_000 } = options;
  refuseAborted(signal);
  const directory = workDirectory(options.bootstrap, options.listeners, options.workDir);
  const files = filesNamedIn([options.bootstrap, options.listeners]);
  const { path } = directory;
  const job = { ...envoyCommand(envoy, envoyArgs(directory, options), path, files), directory: path, graceMs };
  const supervised = superviseJob(job, options.env);
  const tail = tailLogs([supervised.stdout, supervised.stderr], keptLines, options.onLog);

  let exit: { readonly code: number | null } | undefined;
  const ended = supervised.ended.then((code) => {
    exit = { code };
    signal?.removeEventListener('abort', supervised.end);
  });
  signal?.addEventListener('abort', supervised.end);
  const stop = async (): Promise<void> => {
    supervised.end();
    const timer = setTimeout(supervised.kill, 3 * graceMs);
    await ended;
    clearTimeout(timer);
  };

  const deadline = Date.now() + timeoutMs;
  const stopWaiting = (): void => {
    refuseAborted(signal);
    if (exit !== undefined) throw startFailure(tail.lines(), exit.code);
    if (Date.now() > deadline) throw notReady(timeoutMs, tail.lines());
  };
  try {
    const admin = await waitUntilReady(directory.adminAddress, stopWaiting);
    const updates = await listenerUpdates(admin, directory, tail, () => exit !== undefined);
    const pid = await supervised.pid;
    return { admin, pid, directory: path, ...updates, logs: tail.lines, ended, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw surroundingsFailure({ what: 'stopped before Envoy was ready' });
}

function notReady(timeoutMs: number, lines: readonly string[]): Failure {
  const tail = lines.slice(-5).map((line) => `  ${line}`);
  return surroundingsFailure({ what: [`Envoy was not ready within ${timeoutMs / 1000} s`, ...tail].join('\n') });
}

function envoyArgs(directory: WorkDirectory, options: StartOptions): string[] {
  const { concurrency = 1, logLevel = 'warning', componentLogLevel, drainSeconds = 5 } = options;
  const flags = {
    '--config-path': directory.config,
    '--admin-address-path': directory.adminAddress,
    '--concurrency': String(concurrency),
    '--drain-time-s': String(drainSeconds),
    '--log-level': logLevel,
    ...(componentLogLevel === undefined ? {} : { '--component-log-level': componentLogLevel }),
  };
  // Hot restart claims shared memory by a number that a second Envoy on the machine would clash with.
  return [...Object.entries(flags).flat(), '--disable-hot-restart'];
}
