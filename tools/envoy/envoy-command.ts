import { basename } from 'node:path';
import type { Envoy } from './envoy-kinds.ts';

/** A command that runs Envoy, and one that removes what killing it may leave. */
export interface EnvoyCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly afterwards?: readonly string[];
}

/**
 * The command that runs an Envoy with `args`. A container shares the host's network, so that its loopback ports are ours, and sees
 * `directory` and each of `files` under the same paths.
 */
export function envoyCommand(
  envoy: Envoy,
  args: readonly string[],
  directory: string,
  files: readonly string[],
): EnvoyCommand {
  if (envoy.kind === 'binary') return { command: envoy.path, args };
  const name = `portcullis-${basename(directory)}`;
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  // The image's entrypoint changes to a user of its own, who could not read the private directory, unless ENVOY_UID says not to.
  const flags = { '--name': name, '--network': 'host', '--user': `${uid}:${gid}`, '--env': `ENVOY_UID=${uid}` };
  const volumes = [`${directory}:${directory}`, ...files.map((file) => `${file}:${file}:ro`)];
  return {
    command: envoy.docker,
    args: [
      'run',
      '--rm',
      ...Object.entries(flags).flat(),
      ...volumes.flatMap((volume) => ['--volume', volume]),
      envoy.image,
      ...args,
    ],
    afterwards: [envoy.docker, 'rm', '--force', name],
  };
}

/** The files that a configuration names (envoy.config.core.v3.DataSource `filename`), each once. */
export function filesNamedIn(value: unknown): string[] {
  const found = new Set<string>();
  const visit = (at: unknown): void => {
    if (Array.isArray(at)) return at.forEach(visit);
    if (typeof at !== 'object' || at === null) return;
    for (const [key, inner] of Object.entries(at)) {
      if (key === 'filename' && typeof inner === 'string') found.add(inner);
      else visit(inner);
    }
  };
  visit(value);
  return [...found];
}
