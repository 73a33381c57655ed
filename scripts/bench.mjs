// Runs a TypeScript program of bench/: `node scripts/bench.mjs <name> [arguments]` calls the `run(process)` that bench/<name>.ts
// exports. Through vitest's own loader, so that what the tests have (models, generators, tables) is used as it is, not copied.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createViteServer } from 'vitest/node';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name = ''] = process.argv.splice(2, 1);
if (!/^[a-z-]+$/.test(name) || !existsSync(join(root, 'bench', `${name}.ts`))) {
  process.stderr.write(`portcullis: found "${name}", expected the name of a program in bench/\n`);
  process.exit(2);
}
const loader = await createViteServer({
  root,
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, watch: null, ws: false },
  optimizeDeps: { noDiscovery: true },
});
try {
  const { run } = await loader.ssrLoadModule(`/bench/${name}.ts`);
  process.exitCode = await run(process);
} finally {
  await loader.close();
}
