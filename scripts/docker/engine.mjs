// Finds a Docker engine to work with, or starts a private one that leaves nothing behind.
//
//   node scripts/docker/engine.mjs run COMMAND [ARG...]
//
// runs the command with DOCKER_HOST set to an engine: the running one if there is one, else a private one that is stopped
// when the command ends, however it ends. The command's exit status is passed on.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const guard = fileURLToPath(new URL('engine-guard.mjs', import.meta.url));

/** The client that came with the distribution's engine fits it best; another one may come first on PATH. */
export function dockerCommand() {
  return existsSync('/usr/bin/docker') ? '/usr/bin/docker' : 'docker';
}

/**
 * Says which engine can be had, without starting one:
 * `running` answers already (at DOCKER_HOST or the client's own default), `startable` means that startEngine can make one,
 * `none` gives the reason.
 */
export function findEngine(env) {
  const asked = spawnSync(dockerCommand(), ['version', '--format', '{{.Server.Version}}'], { env, encoding: 'utf8' });
  if (asked.status === 0) return { kind: 'running' };
  const said = env.DOCKER_HOST === undefined ? 'no engine is running' : 'nothing answers at DOCKER_HOST';
  const hindrance = startHindrance();
  return hindrance === undefined ? { kind: 'startable' } : { kind: 'none', why: `${said}, and ${hindrance}` };
}

/** Why startEngine cannot work on this machine, undefined where it can. */
export function startHindrance() {
  if (process.platform !== 'linux') return 'starting one takes Linux';
  if (process.getuid() !== 0) return 'starting one takes root';
  const places = ['/usr/sbin/dockerd', '/usr/bin/dockerd', '/usr/local/bin/dockerd'];
  return places.some(existsSync) ? undefined : 'dockerd is not installed';
}

/**
 * Starts a private engine: own socket, own folders, vfs storage, no firewall rules, no default bridge. It lives at most as
 * long as this process: a guard process watches a pipe from here and takes the engine down when the pipe closes.
 *
 * Resolves to `host` (for DOCKER_HOST) and `stop`, which resolves when nothing is left and rejects when something is.
 */
export async function startEngine() {
  // Detached, so that a Ctrl-C to the terminal's process group does not reach the guard before it has cleaned up.
  const child = spawn(process.execPath, [guard], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
  child.stdin.on('error', () => undefined);
  const ended = new Promise((resolve) => child.once('close', resolve));
  const first = new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  const host = await Promise.race([first, ended.then(() => undefined)]);
  if (host === undefined) throw new Error(`the Docker engine did not start:\n${errors.trim()}`);
  return {
    host,
    async stop() {
      child.stdin.end();
      const status = await ended;
      if (status !== 0) throw new Error(`the Docker engine did not stop cleanly:\n${errors.trim()}`);
    },
  };
}

async function run(command, args) {
  const found = findEngine(process.env);
  if (found.kind === 'none') throw new Error(found.why);
  const engine = found.kind === 'startable' ? await startEngine() : undefined;
  try {
    return await statusOf(command, args, engine === undefined ? {} : { DOCKER_HOST: engine.host });
  } finally {
    await engine?.stop();
  }
}

function statusOf(command, args, added) {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...added } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => resolve(status ?? 128 + constants.signals[signal]));
  });
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [verb, command, ...args] = process.argv.slice(2);
  if (verb !== 'run' || command === undefined) {
    process.stderr.write('usage: node scripts/docker/engine.mjs run COMMAND [ARG...]\n');
    process.exitCode = 2;
  } else {
    try {
      process.exitCode = await run(command, args);
    } catch (error) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 3;
    }
  }
}
