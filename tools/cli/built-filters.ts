import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildFilters } from '../build/build-filters.ts';
import { findCompiler } from '../build/compile.ts';
import { openProject } from '../build/project.ts';
import type { Io, Progress } from '../model/io.ts';
import { packageRoot } from './package-root.ts';

/**
 * Folder of our own compiled filters. In a checkout they are compiled when their sources changed; an installed package holds
 * them ready.
 */
export async function builtFilterFiles(io: Io, progress: Progress): Promise<string> {
  const outDir = join(packageRoot, 'build');
  const isCheckout = existsSync(join(packageRoot, 'tsconfig.build.json'));
  if (!isCheckout) return outDir;
  const project = openProject(packageRoot, packageRoot);
  const compiler = await findCompiler(packageRoot, packageRoot);
  const warn = (text: string): void => io.err(`${text}\n`);
  await buildFilters({ project, compiler, names: [], outDir, target: 'release', force: false, progress, warn });
  return outDir;
}
