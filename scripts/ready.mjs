// Makes a checkout ready to run: installs node modules and compiles tools/ to dist/, each only when it is out of date.
// Runs before anything is installed, so it uses Node alone.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`found Node ${process.versions.node}, expected 20.19 or newer`);
}

const lock = digest([join(root, 'package-lock.json')]);
if (!stamped('node_modules/.portcullis-ready', lock)) {
  step('installing node modules', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  stamp('node_modules/.portcullis-ready', lock);
}

const sources = digest([join(root, 'tsconfig.json'), join(root, 'tsconfig.build.json'), ...files(join(root, 'tools'))]);
if (!stamped('dist/.portcullis-ready', sources)) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  step('compiling tools', process.execPath, [
    join('node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    'tsconfig.build.json',
  ]);
  stamp('dist/.portcullis-ready', sources);
}

function step(what, command, args) {
  process.stderr.write(`portcullis: ${what}\n`);
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0)
    fail(`${what} failed: ${command} ${args.join(' ')} (${result.error?.message ?? `exit ${result.status}`})`);
}

function stamped(file, value) {
  const path = join(root, file);
  return existsSync(path) && readFileSync(path, 'utf8') === value;
}

function stamp(file, value) {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, value);
}

function files(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .toSorted();
}

function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

function fail(text) {
  process.stderr.write(`portcullis: ${text}\n`);
  process.exit(3);
}
