import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { importEnvoyImage } from '../../scripts/docker/envoy-image.mjs';
import { dockerCommand, startHindrance } from '../../scripts/docker/engine.mjs';
import { envoyBinary } from './envoy-binary.ts';
import { runProgram } from './run-program.ts';

const script = fileURLToPath(new URL('../../scripts/docker/engine.mjs', import.meta.url));
const tag = 'portcullis-test/envoy:engine';
// Nothing listens there, so a private engine is started whatever else runs.
const nowhere = { ...process.env, DOCKER_HOST: 'unix:///nonexistent/portcullis.sock' };
const hindrance = startHindrance();
if (hindrance !== undefined) process.stderr.write(`skipped: no private Docker engine (${hindrance})\n`);

describe.skipIf(hindrance !== undefined)('a private Docker engine', () => {
  const runners: ChildProcess[] = [];

  afterEach(() => {
    for (const runner of runners.splice(0)) runner.stdin?.destroy();
  });

  /** Starts `engine.mjs run` with a command that prints the engine's folder and lasts until its input closes. */
  async function startRunner(status: number): Promise<Runner> {
    const command = `echo "$DOCKER_HOST"; cat; exit ${status}`;
    const runner = spawn(process.execPath, [script, 'run', 'sh', '-c', command], {
      env: nowhere,
    });
    runners.push(runner);
    let said = '';
    runner.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [line] = (await once(createInterface({ input: runner.stdout }), 'line')) as [string];
    return { runner, folder: dirname(line.replace('unix://', '')), said: () => said };
  }

  /** A network of its own with a running container on it. */
  async function occupy(folder: string): Promise<void> {
    const env = { ...process.env, DOCKER_HOST: `unix://${folder}/docker.sock` };
    await importEnvoyImage({ envoy: await envoyBinary(), tag, env });
    const docker = async (...args: string[]): Promise<void> => {
      const { status, stderr } = await runProgram(dockerCommand(), args, env);
      expect(status, stderr).toBe(0);
    };
    await docker('network', 'create', 'occupied');
    await docker('run', '--detach', '--network', 'occupied', tag, '--config-yaml', '{}');
  }

  test('passes the command’s status on and leaves nothing when the command ends', async () => {
    const before = machine();
    const { runner, folder } = await startRunner(7);
    await occupy(folder);
    expect(tracesOf(folder).processes.length).toBeGreaterThan(2);
    expect(machine()).not.toEqual(before);
    runner.stdin?.end();
    expect(await once(runner, 'close')).toEqual([7, null]);
    expect(tracesOf(folder)).toEqual(nothing);
    expect(machine()).toEqual(before);
  });

  test('leaves nothing when the runner is killed', async () => {
    const before = machine();
    const { runner, folder } = await startRunner(0);
    await occupy(folder);
    runner.kill('SIGKILL');
    await goneWithin40Seconds(folder);
    expect(tracesOf(folder)).toEqual(nothing);
    expect(machine()).toEqual(before);
  });

  test('leaves nothing when dockerd is killed, and fails the run', async () => {
    const before = machine();
    const { runner, folder, said } = await startRunner(0);
    await occupy(folder);
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 'SIGKILL');
    await goneWithin40Seconds(folder);
    expect(tracesOf(folder)).toEqual(nothing);
    expect(machine()).toEqual(before);
    runner.stdin?.end();
    expect(await once(runner, 'close')).toEqual([3, null]);
    expect(said()).toContain('the Docker engine did not stop cleanly');
  });
});

interface Runner {
  readonly runner: ChildProcess;
  /** The private engine's folder. */
  readonly folder: string;
  /** What the runner wrote to stderr. */
  said(): string;
}

async function goneWithin40Seconds(folder: string): Promise<void> {
  for (const end = Date.now() + 40_000; existsSync(folder) && Date.now() < end;) await sleep(100);
}

const nothing = { folder: false, processes: [], mounts: [], groups: [] };

function tracesOf(folder: string) {
  const group = basename(folder);
  const controllers = existsSync('/sys/fs/cgroup') ? readdirSync('/sys/fs/cgroup') : [];
  return {
    folder: existsSync(folder),
    processes: commandLines().filter((line) => line.includes(`${folder}/`)),
    mounts: readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .filter((line) => line.includes(`${folder}/`)),
    groups: ['.', ...controllers].filter((name) => existsSync(join('/sys/fs/cgroup', name, group))),
  };
}

/** What engines are known to change on a machine outside their folders. */
function machine() {
  return {
    interfaces: readdirSync('/sys/class/net').toSorted(),
    forwarding: readFileSync('/proc/sys/net/ipv4/ip_forward', 'utf8'),
    folders: ['/etc/docker', '/run/docker'].filter((path) => existsSync(path)),
  };
}

function commandLines(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
      } catch {
        return '';
      }
    });
}
