import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildFilters } from '../../tools/build/build-filters.ts';
import { findCompiler } from '../../tools/build/compile.ts';
import { openProject } from '../../tools/build/project.ts';
import type { BuiltFilter } from '../../tools/model/build-manifest.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders: string[] = [];

/** The largest that each filter may be, in bytes. */
const budgets: Readonly<Record<string, number>> = { gateway: 24_576, 'misdirected-guard': 16_384, normalizer: 16_384 };

/** Builds all filters from a copy of the sources in a folder of its own, a deeper one each time. */
async function buildCopy(depth: string): Promise<readonly BuiltFilter[]> {
  const base = mkdtempSync(join(tmpdir(), 'portcullis-copy-'));
  folders.push(base);
  const folder = join(base, depth);
  for (const name of ['assembly', 'asconfig.json', 'package.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const warnings: string[] = [];
  const built = await buildFilters({
    project: openProject(folder, root),
    compiler: await findCompiler(folder, root),
    names: [],
    outDir: 'build',
    target: 'release',
    force: true,
    progress: { say: () => undefined, done: () => undefined },
    warn: (text) => warnings.push(text),
  });
  expect(warnings).toEqual([]);
  return built;
}

describe('the compiled filters', () => {
  let first: readonly BuiltFilter[];
  let second: readonly BuiltFilter[];

  beforeAll(async () => {
    first = await buildCopy('.');
    second = await buildCopy(join('another', 'much-deeper-folder'));
  });

  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  test('are the three of the design', () => {
    expect(first.map(({ name }) => name)).toEqual(Object.keys(budgets));
  });

  test('have the same bytes whatever folder they are built in', () => {
    expect(second.map(({ sha256 }) => sha256)).toEqual(first.map(({ sha256 }) => sha256));
  });

  test('are those in build/, as its manifest says', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'build/manifest.json'), 'utf8')) as { filters: BuiltFilter[] };
    expect(manifest.filters.map(({ sha256 }) => sha256)).toEqual(first.map(({ sha256 }) => sha256));
  });

  test('are within their budgets, import from env alone, and export no callback that costs a request for nothing', () => {
    for (const { name, size, abi, imports, exports } of first) {
      expect(size, name).toBeLessThanOrEqual(budgets[name]!);
      expect(abi).toBe('0.2.1');
      expect(imports.filter((text) => !text.startsWith('env.proxy_'))).toEqual([]);
      expect(exports).toEqual([
        'memory',
        'proxy_abi_version_0_2_1',
        'proxy_on_configure',
        'proxy_on_context_create',
        'proxy_on_memory_allocate',
        'proxy_on_request_headers',
      ]);
    }
  });
});
