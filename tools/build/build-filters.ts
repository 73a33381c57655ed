import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, utimes, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { cannotWrite } from '../model/file-failure.ts';
import type { BuildManifest, BuiltFilter } from '../model/build-manifest.ts';
import type { Progress } from '../model/io.ts';
import type { Compiler } from './compile.ts';
import { chooseFilters, sourcesDigest, type FilterProject } from './project.ts';
import { describeModule } from './wasm-module.ts';

export interface BuildOptions {
  readonly project: FilterProject;
  readonly compiler: Compiler;
  /** Names of filters; all of the project when empty. */
  readonly names: readonly string[];
  /** Folder of the .wasm files and manifest.json, absolute or from the project's root. */
  readonly outDir: string;
  readonly target: string;
  /** Compile even what is up to date. */
  readonly force: boolean;
  readonly progress: Progress;
  /** Called with what the compiler warned about. */
  readonly warn: (text: string) => void;
}

/**
 * Compiles filters and writes build/manifest.json. A filter whose file fits the manifest and whose sources did not change is
 * left alone.
 *
 * @returns the filters asked for, built or up to date.
 */
export async function buildFilters(options: BuildOptions): Promise<readonly BuiltFilter[]> {
  const { project, compiler } = options;
  const outDir = resolve(project.root, options.outDir);
  await mkdir(outDir, { recursive: true }).catch((error) => {
    throw cannotWrite(options.outDir, error);
  });
  const names = chooseFilters(project, options.names);
  const sources = sourcesDigest(project, compiler.name, options.target);
  const known = await readManifest(outDir);
  const results: BuiltFilter[] = [];
  for (const name of names) {
    const before = known.find((filter) => filter.name === name && filter.sources === sources);
    if (!options.force && before !== undefined && (await isIntact(outDir, before))) {
      // Newer than its sources from now on, for whoever compares times.
      await utimes(join(outDir, before.file), new Date(), new Date());
      results.push(before);
      continue;
    }
    options.progress.say(`compiling ${name}`);
    results.push(await buildOne(options, outDir, name, sources));
  }
  options.progress.done();
  const others = known.filter((filter) => !names.includes(filter.name) && project.filters.includes(filter.name));
  const filters = [...others, ...results].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  await writeManifest(outDir, { schema: 1, compiler: compiler.name, filters });
  return results;
}

async function buildOne(options: BuildOptions, outDir: string, name: string, sources: string): Promise<BuiltFilter> {
  const { root, config } = options.project;
  const file = join(outDir, `${name}.wasm`);
  // Written beside and renamed: whoever reads the file while it is built sees the old one or the new one.
  const fresh = `${file}.new`;
  const warnings = await options.compiler.compile({
    root,
    entry: `assembly/filters/${name}.ts`,
    outFile: slashes(relative(root, fresh)),
    config,
    target: options.target,
  });
  if (warnings !== '') options.warn(warnings);
  const facts = await describeModule(new Uint8Array(await readFile(fresh)), file);
  await rename(fresh, file);
  return { name, file: `${name}.wasm`, ...facts, sources };
}

async function readManifest(outDir: string): Promise<readonly BuiltFilter[]> {
  const path = join(outDir, 'manifest.json');
  if (!existsSync(path)) return [];
  try {
    const manifest = JSON.parse(await readFile(path, 'utf8')) as Partial<BuildManifest>;
    return manifest.schema === 1 && Array.isArray(manifest.filters) ? manifest.filters : [];
  } catch {
    // A manifest that cannot be read is made anew from what is built now.
    return [];
  }
}

async function isIntact(outDir: string, filter: BuiltFilter): Promise<boolean> {
  const path = join(outDir, filter.file);
  if (!existsSync(path)) return false;
  const facts = await describeModule(new Uint8Array(await readFile(path)), path).catch(() => undefined);
  return facts?.sha256 === filter.sha256;
}

async function writeManifest(outDir: string, manifest: BuildManifest): Promise<void> {
  const path = join(outDir, 'manifest.json');
  try {
    await writeFile(`${path}.new`, `${JSON.stringify(manifest, null, 2)}\n`);
    await rename(`${path}.new`, path);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

function slashes(path: string): string {
  return path.replaceAll(sep, '/');
}
