import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { userFailure } from '../../../tools/model/failure.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

// What each filter is made of; a change in any other folder does not make it stale.
const sources = ['path', 'bytes', 'host', 'abi'];
const ownFolders: Readonly<Record<string, readonly string[]>> = {
  gateway: ['gateway', 'guard', 'normalizer'],
  'misdirected-guard': ['guard'],
  normalizer: ['normalizer'],
};

/**
 * The compiled filter, build/<name>.wasm.
 *
 * @throws userFailure when it is missing or older than its sources: a test of an old build would prove nothing.
 */
export function filterWasm(name: string): Uint8Array<ArrayBuffer> {
  const path = filterPath(name);
  return new Uint8Array(readFileSync(path));
}

/** Where that file lies, for an Envoy that reads it itself. */
export function filterPath(name: string): string {
  const path = `${root}build/${name}.wasm`;
  if (!existsSync(path)) throw userFailure({ what: `no build/${name}.wasm`, hint: 'npm run build' });
  const built = statSync(path).mtimeMs;
  const own = (ownFolders[name] ?? []).map((folder) => `filters/${folder}`);
  const folders = [...sources, ...own].map((folder) => `${root}assembly/${folder}`);
  const files = [`${root}assembly/filters/${name}.ts`, ...folders.flatMap(filesBelow)];
  const newer = files.find((file) => statSync(file).mtimeMs > built);
  if (newer !== undefined)
    throw userFailure({ what: `build/${name}.wasm is older than ${newer.slice(root.length)}`, hint: 'npm run build' });
  return path;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
}
