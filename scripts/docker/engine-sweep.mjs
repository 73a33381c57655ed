// What a Docker engine can leave on a machine besides its folders, and how each goes away. All of it is recognized by the
// private engine's own folder or names, so nothing of another engine is touched.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

// A killed process is gone at once, unless the machine is busy.
const endMs = 10_000;

// dockerd writes these wherever its own folders are.
const files = ['/etc/docker/key.json'];
const folders = ['/etc/docker', '/run/docker/plugins', '/run/docker'];

/** The files and folders that an engine would add to this machine: those that are not there yet. */
export function hostTraces() {
  return { files: files.filter((path) => !existsSync(path)), folders: folders.filter((path) => !existsSync(path)) };
}

/**
 * Removes what the stopped engine of folder `dir` left: processes, bridges, mounts, control groups, and `traces`.
 *
 * Resolves to one line for each thing that would not go.
 */
export async function sweep({ dir, cgroup, traces }) {
  const groups = groupFolders(cgroup);
  return [
    ...(await endProcesses(dir, groups)),
    ...removeBridges(dir),
    ...unmount(dir),
    ...groups.flatMap((group) => attempt(`control group ${group}`, () => rmdirSync(group))),
    ...traces.files.flatMap((path) => attempt(path, () => unlinkSync(path))),
    ...traces.folders.flatMap((path) => attempt(path, () => isEmpty(path) && rmdirSync(path))),
  ];
}

// containerd and its shims carry the folder in their arguments; what runs in a container is in its control group.
async function endProcesses(dir, groups) {
  const running = () => new Set([...processesNaming(dir), ...groups.flatMap(membersOf)]);
  for (const end = Date.now() + endMs; running().size > 0 && Date.now() < end; await sleep(50)) {
    for (const pid of running()) attempt(`process ${pid}`, () => process.kill(pid, 'SIGKILL'));
  }
  return [...running()].map((pid) => `process ${pid}`);
}

function processesNaming(dir) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => textOf(`/proc/${pid}/cmdline`).includes(`${dir}/`)).map(Number);
}

function membersOf(group) {
  return textOf(join(group, 'cgroup.procs')).split('\n').filter(Boolean).map(Number);
}

// The innermost first. One hierarchy (version 2), or one for each controller (version 1).
function groupFolders(cgroup) {
  const root = '/sys/fs/cgroup';
  if (!existsSync(root)) return [];
  const places = [root, ...readdirSync(root).map((name) => join(root, name))].map((place) => join(place, cgroup));
  return places.filter((place) => existsSync(place)).flatMap(foldersFrom);
}

function foldersFrom(place) {
  const below = readdirSync(place, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [...below.flatMap((entry) => foldersFrom(join(place, entry.name))), place];
}

// The engine's own list of networks names its bridges, also when it was killed before it could remove them.
function removeBridges(dir) {
  const list = join(dir, 'data', 'network', 'files', 'local-kv.db');
  if (!existsSync(list)) return [];
  const names = new Set(readFileSync(list, 'latin1').match(/\bbr-[0-9a-f]{12}\b/g));
  return [...names]
    .filter((name) => existsSync(`/sys/class/net/${name}`))
    .flatMap((name) => ran(`bridge ${name}`, 'ip', ['link', 'delete', name]));
}

function unmount(dir) {
  const points = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .filter((point) => point.startsWith(`${dir}/`));
  return points.toReversed().flatMap((point) => ran(`mount ${point}`, 'umount', ['--lazy', point]));
}

function isEmpty(path) {
  return existsSync(path) && readdirSync(path).length === 0;
}

function ran(what, command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8' });
  return result.status === 0 ? [] : [`${what} (${result.error?.message ?? result.stderr.trim()})`];
}

function attempt(what, action) {
  try {
    action();
    return [];
  } catch (error) {
    // Gone already, which is as good.
    return ['ENOENT', 'ESRCH'].includes(error.code) ? [] : [`${what} (${error.message})`];
  }
}

// Processes end while one looks at them.
function textOf(path) {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
