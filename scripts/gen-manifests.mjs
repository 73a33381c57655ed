// Makes manifests/**/*.yaml anew: each file that begins with "# portcullis generate ..." is replaced by that line and what
// the command prints, run in the root of the repository. Run after `portcullis build`: the manifests carry the digests
// of the filters. `node scripts/gen-manifests.mjs --check` writes nothing and exits 1 when one of them is stale.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const check = process.argv.includes('--check');
const ready = spawnSync(process.execPath, [join(root, 'scripts', 'ready.mjs')], { stdio: 'inherit' });
if (ready.status !== 0) process.exit(ready.status ?? 3);

let stale = 0;
for (const name of readdirSync(join(root, 'manifests'), { recursive: true }).toSorted()) {
  const path = join(root, 'manifests', name);
  if (!name.endsWith('.yaml')) continue;
  const before = readFileSync(path, 'utf8');
  const header = /^# portcullis (generate [^\n]*)\n/.exec(before);
  if (header === null) continue;
  const args = [join(root, 'bin', 'portcullis.mjs'), ...header[1].split(' ')];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) {
    process.stderr.write(`manifests/${name}: ${header[1]} failed:\n${stderr}`);
    process.exit(status ?? 3);
  }
  const after = header[0] + stdout;
  if (after === before) continue;
  stale += 1;
  if (!check) writeFileSync(path, after);
  process.stderr.write(`${check ? 'stale' : 'wrote'}: manifests/${name}\n`);
}
if (check && stale > 0) {
  process.stderr.write('run: node scripts/gen-manifests.mjs\n');
  process.exitCode = 1;
}
