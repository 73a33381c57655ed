import { spawn } from 'node:child_process';
import { failureLine, runCommand } from '../../tools/envoy/run-command.ts';
import type { Io } from '../../tools/model/io.ts';
import { surroundingsFailure } from '../../tools/model/failure.ts';
import { loadHost, type BenchCase } from './cases.ts';

export interface Load extends BenchCase {
  readonly port: number;
  readonly tls: boolean;
  readonly requests: number;
  readonly connections: number;
  /** Streams at once on each connection. */
  readonly streams: number;
}

/** Sends requests over HTTP/2 with h2load, from a processor that Envoy does not run on; each must get 200. */
export async function load(io: Io, options: Load): Promise<void> {
  const [command = '', ...args] = pinned(1, ['h2load', ...h2loadArgs(options)]);
  const result = await runCommand(command, args, { env: io.env, timeoutMs: 300_000, signal: io.signal });
  if (result.code !== 0) throw surroundingsFailure({ what: `h2load failed: ${failureLine(result)}` });
  const good = Number(/^status codes: (\d+) 2xx/m.exec(result.stdout)?.[1] ?? 0);
  if (good !== options.requests) {
    const target = `${options.host ?? loadHost}${options.path.slice(0, 60)}`;
    throw surroundingsFailure({ what: `${good} of ${options.requests} requests for ${target} were answered with 2xx` });
  }
}

/** Opens streams that stay open until `close`. */
export function holdStreams(io: Io, options: Load, header: string): { close(): void } {
  const [command = '', ...args] = pinned(1, ['h2load', '-H', header, ...h2loadArgs(options)]);
  const child = spawn(command, args, { env: { ...io.env }, stdio: 'ignore' });
  const close = (): void => void child.kill('SIGKILL');
  io.signal.addEventListener('abort', close);
  child.on('close', () => io.signal.removeEventListener('abort', close));
  return { close };
}

function h2loadArgs({ port, tls, path, host, requests, connections, streams }: Load): string[] {
  const counts = ['-n', requests, '-c', connections, '-m', streams].map(String);
  const authority = host === undefined ? [] : ['-H', `:authority: ${host}`];
  const where = `--connect-to=127.0.0.1:${port}`;
  return [...counts, ...authority, where, `${tls ? 'https' : 'http'}://${loadHost}${path}`];
}

/** The command on one processor, where the system can do that. */
export function pinned(processor: number, command: readonly string[]): readonly string[] {
  return process.platform === 'linux' ? ['taskset', '-c', String(processor), ...command] : command;
}
