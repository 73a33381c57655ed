import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive, processField, realEnvoy } from './real-envoy.ts';

// The modules as they are shipped, compiled, in a process of their own: that is what gets killed.
const program = `
import { spawn } from 'node:child_process';
import { bootstrap } from './envoy/bootstrap.js';
import { startEnvoy } from './envoy/run.js';
const abort = new AbortController();
if (process.argv[3] === 'handled') process.on('SIGINT', () => abort.abort());
const envoy = await startEnvoy(JSON.parse(process.argv[2]), { bootstrap: bootstrap({}), signal: abort.signal });
// A child that outlives this process must not keep Envoy alive.
const child = spawn('sleep', ['5'], { stdio: 'ignore', detached: true });
console.log(JSON.stringify({ envoy: envoy.pid, directory: envoy.directory, child: child.pid }));
child.unref();
process.stdin.once('data', (order) => {
  if (String(order) === 'exit') process.exit(3);
  if (String(order) === 'throw') throw new Error('uncaught');
});
`;
const root = fileURLToPath(new URL('../../..', import.meta.url));
let built: string;

beforeAll(() => {
  built = mkdtempSync(join(tmpdir(), 'portcullis-built-'));
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const sources = ['bootstrap.ts', 'run.ts'].map((file) => join(root, 'tools', 'envoy', file));
  writeFileSync(
    join(built, 'tsconfig.json'),
    JSON.stringify({
      extends: join(root, 'tsconfig.build.json'),
      compilerOptions: {
        rootDir: join(root, 'tools'),
        outDir: built,
        declaration: false,
        typeRoots: [join(root, 'node_modules/@types')],
      },
      files: sources,
      include: [],
    }),
  );
  execFileSync(process.execPath, [compiler, '-p', built], { stdio: 'inherit' });
  writeFileSync(join(built, 'package.json'), '{"type":"module"}');
  writeFileSync(join(built, 'program.js'), program);
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

interface Started {
  readonly envoy: number;
  readonly directory: string;
  readonly child: number;
}

describe('Envoy and its supervisor are gone, with their directory, when the program that started them', () => {
  it.each([
    ['is killed with SIGKILL', '', (pid: number) => process.kill(pid, 'SIGKILL')],
    ['ends on SIGTERM', '', (pid: number) => process.kill(pid, 'SIGTERM')],
    ['ends on SIGINT', '', (pid: number) => process.kill(pid, 'SIGINT')],
    ['aborts its signal on SIGINT', 'handled', (pid: number) => process.kill(pid, 'SIGINT')],
    ['exits without stopping them', 'exit', undefined],
    ['dies of an exception', 'throw', undefined],
  ])('%s', async (_how, order, kill) => {
    const args = [join(built, 'program.js'), JSON.stringify(await realEnvoy()), order];
    const parent = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const started = JSON.parse(line.toString()) as Started;
    const supervisor = parentOf(started.envoy);
    try {
      expect([isAlive(started.envoy), isAlive(supervisor), existsSync(started.directory)]).toEqual([true, true, true]);
      expect(supervisor).not.toBe(parent.pid);
      const ended = once(parent, 'exit');
      if (kill === undefined) parent.stdin.write(order);
      else kill(parent.pid ?? 0);
      if (order === 'handled') parent.stdin.end();
      await ended;
      await goneWithin(3_000, started, supervisor);
    } finally {
      for (const pid of [parent.pid, started.child, supervisor, started.envoy]) killQuietly(pid);
    }
  });

  it('outlives the supervisor, which was killed', async () => {
    const args = [join(built, 'program.js'), JSON.stringify(await realEnvoy()), ''];
    const parent = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const started = JSON.parse(line.toString()) as Started;
    const supervisor = parentOf(started.envoy);
    try {
      process.kill(supervisor, 'SIGKILL');
      await goneWithin(3_000, started, supervisor);
      expect(parent.exitCode).toBeNull();
    } finally {
      for (const pid of [parent.pid, started.child, supervisor, started.envoy]) killQuietly(pid);
    }
  });
});

async function goneWithin(ms: number, { envoy, directory }: Started, supervisor: number): Promise<void> {
  const state = () => ({
    envoy: isAlive(envoy),
    supervisor: isAlive(supervisor),
    directory: existsSync(directory),
  });
  const deadline = Date.now() + ms;
  while (Object.values(state()).includes(true) && Date.now() < deadline) await sleep(20);
  expect(state()).toEqual({ envoy: false, supervisor: false, directory: false });
}

function parentOf(pid: number): number {
  return Number(processField('ppid', pid));
}

function killQuietly(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended, as it should.
  }
}
