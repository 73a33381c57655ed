import { envoyImage } from '../catalog/envoy-versions.ts';
import type { Progress } from '../model/io.ts';
import type { EnvoyContainer } from './envoy-kinds.ts';
import { versionAnswer } from './envoy-version.ts';
import { onPath } from './on-path.ts';
import { failureLine, runCommand } from './run-command.ts';

export interface FindContainerOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** False only looks for an image that is there. */
  readonly download: boolean;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}

const pullMs = 600_000;

/** Envoy as an image for the Docker client on PATH: `ENVOY_IMAGE`, else the official one. */
export async function findContainer(
  options: FindContainerOptions,
): Promise<EnvoyContainer | { readonly trouble: string }> {
  const { env, signal } = options;
  const docker = onPath('docker', env);
  if (docker === undefined) return { trouble: 'docker is not on PATH' };
  const run = (args: readonly string[], timeoutMs: number) => runCommand(docker, args, { env, timeoutMs, signal });
  const daemon = await run(['version', '--format', '{{.Server.Version}}'], 15_000);
  if (daemon.code !== 0) return { trouble: failureLine(daemon) };
  const named = env['ENVOY_IMAGE'];
  const image = named === undefined || named === '' ? envoyImage : named;
  const source = image === named ? 'ENVOY_IMAGE' : 'default image';
  if ((await run(['image', 'inspect', image], 15_000)).code !== 0) {
    if (!options.download) return { trouble: `image ${image} is not there` };
    options.progress?.say(`pulling ${image}`);
    const pulled = await run(['pull', image], pullMs);
    options.progress?.done();
    if (pulled.code !== 0) return { trouble: `docker pull ${image} failed: ${failureLine(pulled)}` };
  }
  const answer = versionAnswer(await run(['run', '--rm', '--network', 'none', image, '--version'], 60_000));
  if ('trouble' in answer) return { trouble: `image ${image} ${answer.trouble}` };
  return { kind: 'container', image, version: answer.version, source, docker };
}
