import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { arch, availableParallelism, cpus, platform } from 'node:os';
import { runCommand } from '../../tools/envoy/run-command.ts';
import type { EnvoyBinary } from '../../tools/envoy/envoy-kinds.ts';
import type { Io } from '../../tools/model/io.ts';

/** Programs that a measure needs, and what to install for them. */
export const programs = {
  valgrind: { ask: ['--version'], install: 'valgrind', for: 'instructions' },
  h2load: { ask: ['--version'], install: 'nghttp2-client', for: 'instructions and CPU time' },
  taskset: { ask: ['--version'], install: 'util-linux', for: 'instructions and CPU time' },
} as const;

export type Program = keyof typeof programs;

/** The version that each program tells; undefined for one that is absent. */
export async function programVersions(io: Io): Promise<ReadonlyMap<Program, string | undefined>> {
  const names = Object.keys(programs) as Program[];
  const found = names.map(async (name) => {
    const { code, stdout } = await runCommand(name, programs[name].ask, { env: io.env, timeoutMs: 15_000 });
    return [name, code === 0 ? (stdout.trim().split('\n')[0] ?? '') : undefined] as const;
  });
  return new Map(await Promise.all(found));
}

/** Lines that say what was measured, where and how; no date, so that equal runs give equal text. */
export function machineLines(
  envoy: EnvoyBinary | undefined,
  versions: ReadonlyMap<Program, string | undefined>,
  filters: readonly string[],
  args: readonly string[],
): readonly string[] {
  const told = [...versions.values()].filter((version) => version !== undefined);
  return [
    `Command: \`npm run bench${args.length === 0 ? '' : ` -- ${args.join(' ')}`}\``,
    `Machine: ${platform()} ${arch()}, ${availableParallelism()} processors, ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    `Envoy ${envoy?.version ?? '(none)'}, one worker; Node ${process.version} (V8 ${process.versions.v8}); ${told.join('; ')}`,
    ...filters.map((file) => {
      const module = readFileSync(file);
      return `${basename(file)}: ${module.length} bytes, sha256 ${createHash('sha256').update(module).digest('hex')}`;
    }),
  ];
}
