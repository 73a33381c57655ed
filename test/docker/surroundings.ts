import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { dockerCommand, findEngine } from '../../scripts/docker/engine.mjs';
import type { FoundEngine } from '../../scripts/docker/engine.mjs';

const run = promisify(execFile);

/** An engine that can be had. */
export type UsableEngine = Exclude<FoundEngine, { kind: 'none' }>;

/** How a Compose is called, e.g. `['docker-compose']`, and its version. */
export interface Compose {
  readonly command: readonly string[];
  readonly version: string;
}

/** What the Docker tests can work with on this machine, or why they cannot. */
export type Surroundings =
  { readonly engine: UsableEngine; readonly composes: readonly Compose[] } | { readonly missing: string };

/** Looks for an engine and for every Compose that is installed (the Python one, 1.29, and the plugin, v2). */
export async function surroundings(): Promise<Surroundings> {
  const engine = findEngine(process.env);
  if (engine.kind === 'none') return { missing: engine.why };
  const found = await Promise.all([['docker-compose'], [dockerCommand(), 'compose']].map(composeAt));
  const composes = found.filter((compose) => compose !== undefined);
  return composes.length === 0 ? { missing: 'Docker Compose is not installed' } : { engine, composes };
}

async function composeAt(command: readonly string[]): Promise<Compose | undefined> {
  const [program = '', ...args] = command;
  try {
    const { stdout } = await run(program, [...args, 'version', '--short']);
    return { command, version: stdout.trim() };
  } catch {
    return undefined;
  }
}
