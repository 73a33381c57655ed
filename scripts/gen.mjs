// Writes the files that are made from the catalogue (tools/catalog): assembly/**/*.gen.ts.
// `node scripts/gen.mjs --check` writes nothing and exits 1 when one of them is stale.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const ready = spawnSync(process.execPath, [join(root, 'scripts', 'ready.mjs')], { stdio: 'inherit' });
if (ready.status !== 0) process.exit(ready.status ?? 3);
const { generatedFiles } = await import('../dist/build/generated.js');

const check = process.argv.includes('--check');
let stale = 0;
for (const [name, text] of Object.entries(generatedFiles())) {
  const path = join(root, name);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  stale += 1;
  if (!check) writeFileSync(path, text);
  process.stderr.write(`${check ? 'stale' : 'wrote'}: ${name}\n`);
}
if (check && stale > 0) {
  process.stderr.write('run: npm run gen\n');
  process.exitCode = 1;
}
