import { importEnvoyImage } from '../../scripts/docker/envoy-image.mjs';
import { dockerCommand, startEngine } from '../../scripts/docker/engine.mjs';
import { envoyBinary } from './envoy-binary.ts';
import { runProgram } from './run-program.ts';
import type { UsableEngine } from './surroundings.ts';

// Not the official image's name: on a developer's engine that one must keep its meaning.
const tag = 'portcullis-test/envoy:local';

/** An engine that holds an image of the very Envoy that the other tests run. */
export interface DockerSession {
  /** For Docker's clients: DOCKER_HOST where the engine is private, ENVOY_IMAGE. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** Uses the running engine or starts a private one, which `close` takes down with all it holds. */
export async function dockerSession(found: UsableEngine): Promise<DockerSession> {
  const engine = found.kind === 'startable' ? await startEngine() : undefined;
  const env = { ...process.env, ENVOY_IMAGE: tag, ...(engine === undefined ? {} : { DOCKER_HOST: engine.host }) };
  const close = async (): Promise<void> => {
    await runProgram(dockerCommand(), ['image', 'rm', tag], env);
    await engine?.stop();
  };
  try {
    await importEnvoyImage({ envoy: await envoyBinary(), tag, env });
  } catch (error) {
    await close();
    throw error;
  }
  return { env, close };
}
