import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Lowest first; a folder may import itself and what stands in a row above it. */
const toolLayers = [
  ['model'],
  ['catalog'],
  ['yaml', 'wire', 'oci', 'host', 'build'],
  ['istio', 'config', 'envoy'],
  ['generate', 'lint', 'audit', 'testing'],
  ['report'],
  ['playground', 'cli'],
] as const;

/** Folders that run in a browser too. */
const withoutNode = ['model', 'catalog', 'yaml', 'host', 'istio', 'generate', 'lint', 'report'];

/** What each folder of assembly/ may import beside itself. */
const assemblyImports: Readonly<Record<string, readonly string[]>> = {
  bytes: [],
  abi: ['bytes', '@solo-io'],
  path: ['bytes'],
  host: ['bytes'],
  filters: ['abi', 'bytes', 'path', 'host'],
};

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(root, folder, name));
}

function imports(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;]*?\bfrom\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? '');
}

/** Folder below `base` that a relative import leads to. */
function folderOf(base: string, file: string, specifier: string): string {
  return relative(join(root, base), resolve(dirname(file), specifier)).split(sep)[0] ?? '';
}

function rank(folder: string): number {
  return toolLayers.findIndex((layer) => (layer as readonly string[]).includes(folder));
}

describe('tools/', () => {
  const files = sources('tools').map((file) => [relative(root, file), file] as const);

  test('there are sources to look at', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(([, file]) => imports(file)).length).toBeGreaterThan(100);
  });

  test.each(files)('%s imports only what is below it', (name, file) => {
    const own = name.split(sep)[1] ?? '';
    expect(rank(own), `${own} is no layer of design.md 4`).toBeGreaterThanOrEqual(0);
    for (const specifier of imports(file).filter((text) => text.startsWith('.'))) {
      const target = folderOf('tools', file, specifier);
      expect(specifier.endsWith('.ts'), `${specifier}: relative imports end in .ts`).toBe(true);
      expect(target, `${specifier} leaves tools/`).not.toBe('..');
      if (target !== own) expect(rank(target), `${own} -> ${target}`).toBeLessThan(rank(own));
    }
  });

  test.each(files.filter(([name]) => withoutNode.includes(name.split(sep)[1] ?? '')))('%s needs no Node', (_, file) => {
    const found = imports(file).filter((text) => text.startsWith('node:') || builtinModules.includes(text));
    expect(found).toEqual([]);
    expect(readFileSync(file, 'utf8')).not.toMatch(/\b(Buffer\.|process\.(env|exit|argv|cwd))/);
  });

  test('only the command line touches the process', () => {
    const found = files
      .filter(([name]) => !name.startsWith(join('tools', 'cli')) && !name.endsWith('supervisor.ts'))
      .filter(([, file]) => /\bprocess\.(exit|argv|stdout|stderr)\b|\bconsole\./.test(readFileSync(file, 'utf8')))
      .map(([name]) => name);
    expect(found).toEqual([]);
  });
});

describe('assembly/', () => {
  const files = sources('assembly').map((file) => [relative(root, file), file] as const);

  test.each(files)('%s imports only what is below it', (name, file) => {
    const own = name.split(sep)[1] ?? '';
    const allowed = assemblyImports[own];
    expect(allowed, `${own} is no layer`).toBeDefined();
    for (const specifier of imports(file)) {
      const target = specifier.startsWith('.') ? folderOf('assembly', file, specifier) : specifier.split('/')[0];
      if (target !== own) expect(allowed, specifier).toContain(target);
    }
  });
});
