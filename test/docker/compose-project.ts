import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dockerCommand } from '../../scripts/docker/engine.mjs';
import { freePorts } from './free-ports.ts';
import { runProgram } from './run-program.ts';
import type { Ran } from './run-program.ts';
import type { Compose } from './surroundings.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** The repository's docker-compose.yml over a folder of its own, so that a checkout's certificates stay as they are. */
export interface ComposeProject {
  readonly folder: string;
  readonly ports: { readonly http: number; readonly tls: number; readonly status: number };
  compose(...args: string[]): Promise<Ran>;
  /** Names of the containers, networks and volumes that the engine holds for this project. */
  held(): Promise<readonly string[]>;
  /** Takes everything down and deletes the folder. */
  remove(): Promise<void>;
}

/** @param env environment of Docker's clients: PATH, DOCKER_HOST, ENVOY_IMAGE. */
export async function composeProject(compose: Compose, env: NodeJS.ProcessEnv): Promise<ComposeProject> {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-compose-'));
  const name = `portcullis-test-${process.pid}`;
  copyExample(folder);
  const [http = 0, tls = 0, status = 0] = await freePorts(3);
  const projectEnv = {
    ...env,
    PORTCULLIS_HTTP_PORT: `${http}`,
    PORTCULLIS_TLS_PORT: `${tls}`,
    PORTCULLIS_STATUS_PORT: `${status}`,
  };
  const file = join(repository, 'docker-compose.yml');
  const [program = '', ...first] = compose.command;
  const call = (...args: string[]): Promise<Ran> =>
    runProgram(program, [...first, '-f', file, '--project-directory', folder, '-p', name, ...args], projectEnv);
  return {
    folder,
    ports: { http, tls, status },
    compose: call,
    held: () => heldBy(name, env),
    async remove() {
      await call('down', '-v', '--timeout', '5');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Puts the built filters where docker-compose.yml looks for them. */
export function copyFilters(folder: string): void {
  for (const name of ['normalizer.wasm', 'misdirected-guard.wasm']) {
    cpSync(join(repository, 'build', name), join(folder, 'build', name));
  }
}

function copyExample(folder: string): void {
  // Without the certificates that a checkout may have.
  cpSync(join(repository, 'examples/compose'), join(folder, 'examples/compose'), {
    recursive: true,
    filter: (path) => !/\.(?:crt|key)$/.test(path),
  });
  mkdirSync(join(folder, 'build'));
}

async function heldBy(project: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const lists = [
    ['ps', '--all', '--format', '{{.Names}}'],
    ['network', 'ls', '--format', '{{.Name}}'],
    ['volume', 'ls', '--format', '{{.Name}}'],
  ];
  const mine = ['--filter', `label=com.docker.compose.project=${project}`];
  const answers = await Promise.all(lists.map((list) => runProgram(dockerCommand(), [...list, ...mine], env)));
  const failed = answers.find(({ status }) => status !== 0);
  if (failed !== undefined) throw new Error(`the engine does not answer: ${failed.stderr}`);
  return answers.flatMap(({ stdout }) => stdout.split('\n').filter((line) => line !== ''));
}
