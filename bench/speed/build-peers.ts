import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { failureLine, runCommand } from '../../tools/envoy/run-command.ts';
import type { Io, Progress } from '../../tools/model/io.ts';
import { filterPath } from '../../test/unit/cases/filter-wasm.ts';
import { peers } from './peers.ts';

export const ownFilters: readonly string[] = ['normalizer', 'misdirected-guard', 'gateway'];

/** The modules that can be measured, and a line for each that cannot. */
export interface Modules {
  /** Absolute path by id. */
  readonly files: ReadonlyMap<string, string>;
  readonly absent: readonly string[];
}

/** Builds the peers into build/bench/ (kept until their sources change); one that does not build is left out with the reason. */
export async function buildPeers(root: string, io: Io, progress: Progress): Promise<Modules> {
  const cache = join(root, 'build', 'bench');
  mkdirSync(cache, { recursive: true });
  const built = ownFilters.filter((name) => existsSync(join(root, 'build', `${name}.wasm`)));
  const files = new Map(built.map((name) => [name, filterPath(name)]));
  const absent = ownFilters
    .filter((name) => !built.includes(name))
    .map((name) => `The rows of ${name} are left out: there is no build/${name}.wasm.`);
  for (const { peer, folder } of Object.values(peers).flat()) {
    const sources = join(root, 'bench', 'peers', folder);
    const file = join(cache, `${peer.id}.wasm`);
    const run = commandRunner(io);
    try {
      progress.say(`building ${peer.title}`);
      if (!isFresh(file, sources)) await peer.build(file, { sources, scratch: join(cache, peer.id), root, run });
      files.set(peer.id, file);
    } catch (error) {
      absent.push(`${peer.title} is left out: ${(error as Error).message} (needs ${peer.needs})`);
    }
  }
  progress.done();
  return { files, absent };
}

function commandRunner({ env, signal }: Io) {
  return async (command: string, args: readonly string[], options: { env?: Record<string, string> } = {}) => {
    const result = await runCommand(command, args, { env: { ...env, ...options.env }, timeoutMs: 600_000, signal });
    if (result.code !== 0) throw new Error(failureLine(result));
  };
}

function isFresh(file: string, sources: string): boolean {
  if (!existsSync(file)) return false;
  const built = statSync(file).mtimeMs;
  const entries = readdirSync(sources, { recursive: true, encoding: 'utf8' });
  return entries.every((name) => statSync(join(sources, name)).mtimeMs <= built);
}
