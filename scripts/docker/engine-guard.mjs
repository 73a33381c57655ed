// Owns one private Docker engine: started by engine.mjs, prints the engine's address when it is ready, and takes
// everything down when its standard input closes, which also happens when the process that started it is killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './engine-api.mjs';
import { hostTraces, sweep } from './engine-sweep.mjs';

const readyMs = 60_000;
const stopMs = 30_000;

const traces = hostTraces();
const dir = mkdtempSync(join(tmpdir(), 'portcullis-docker-'));
const socket = join(dir, 'docker.sock');
const cgroup = basename(dir);
const daemon = startDaemon();
const asked = new Promise((resolve) => {
  process.stdin.resume().once('end', resolve).once('error', resolve);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
});
const died = once(daemon, 'exit');

const ready = await Promise.race([answers(), asked, died.then(() => false)]);
if (ready === true) {
  process.stdout.write(`unix://${socket}\n`);
  await Promise.race([asked, died]);
}
const early = daemon.exitCode !== null || daemon.signalCode !== null;
if (early || ready === false) process.stderr.write(`${lastLines()}\n`);
await stopDaemon();
const left = await sweep({ dir, cgroup, traces });
for (const line of left) process.stderr.write(`left behind: ${line}\n`);
if (left.length === 0) rmSync(dir, { recursive: true, force: true });
process.exit(early || ready === false || left.length > 0 ? 1 : 0);

function startDaemon() {
  // A configuration of the machine's own engine must not reach this one.
  const config = join(dir, 'daemon.json');
  writeFileSync(config, '{}');
  const log = openSync(join(dir, 'dockerd.log'), 'w');
  // Published ports are served by docker-proxy, so no firewall rule, forwarding switch or default bridge is needed.
  const flags = ['--iptables=false', '--ip6tables=false', '--ip-forward=false', '--bridge=none'];
  const places = { 'data-root': join(dir, 'data'), 'exec-root': join(dir, 'exec'), pidfile: join(dir, 'pid') };
  const options = { 'config-file': config, host: `unix://${socket}`, 'storage-driver': 'vfs', ...places };
  return spawn(
    'dockerd',
    [...flags, `--cgroup-parent=/${cgroup}`, ...Object.entries(options).map(([name, value]) => `--${name}=${value}`)],
    {
      stdio: ['ignore', log, log],
      detached: true,
      env: { ...process.env, PATH: `/usr/sbin:/usr/bin:/sbin:/bin:${process.env.PATH ?? ''}` },
    },
  ).on('error', (error) => writeFileSync(log, `${error.message}\n`));
}

async function answers() {
  for (const end = Date.now() + readyMs; Date.now() < end; await sleep(100)) {
    if ((await ask(socket, 'GET', '/_ping')) !== undefined) return true;
  }
  return false;
}

async function stopDaemon() {
  for (const { Id } of (await ask(socket, 'GET', '/containers/json?all=1')) ?? []) {
    await ask(socket, 'DELETE', `/containers/${Id}?force=1&v=1`);
  }
  for (const { Id, Name } of (await ask(socket, 'GET', '/networks')) ?? []) {
    if (!['bridge', 'host', 'none'].includes(Name)) await ask(socket, 'DELETE', `/networks/${Id}`);
  }
  if (daemon.exitCode !== null || daemon.signalCode !== null || daemon.pid === undefined) return;
  daemon.kill('SIGTERM');
  const patience = sleep(stopMs, undefined, { ref: false }).then(() => daemon.kill('SIGKILL'));
  await Promise.race([died, patience.then(() => died)]);
}

function lastLines() {
  return readFileSync(join(dir, 'dockerd.log'), 'utf8').trimEnd().split('\n').slice(-8).join('\n');
}
