import { readdir, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { userFailure } from '../../../model/failure.ts';
import { cannotRead } from '../../../model/file-failure.ts';
import type { Io } from '../../../model/io.ts';
import { unrollList, type Resource } from '../../../yaml/list.ts';
import { readYaml } from '../../../yaml/read.ts';
import { readFileOf } from './files.ts';

const extensions = ['.yaml', '.yml', '.json'];

/**
 * Reads resources from files, directories (with all below them, but hidden ones) and `-`. What is skipped, files of
 * other kinds in directories and documents that are no resources, is named on stderr.
 */
export async function readResources(paths: readonly string[], io: Io): Promise<Resource[]> {
  if (paths.length === 0) {
    const hint = '-f DIR, or - for standard input';
    throw userFailure({ what: 'found no files, expected manifests to read', hint });
  }
  const resources: Resource[] = [];
  for (const path of paths) {
    const files = await filesOf(path, io);
    if (files.length === 0) {
      const what = `found no manifest in the directory, expected files that end in ${extensions.join(', ')}`;
      throw userFailure({ what, where: path });
    }
    for (const file of files) {
      const unrolled = readYaml(await readFileOf(file, io), file).map(unrollList);
      resources.push(...unrolled.flatMap((one) => one.resources));
      const [first, ...more] = unrolled.flatMap((one) => one.others);
      const others = more.length > 0 ? ` (nor have ${more.length} other documents)` : '';
      if (first !== undefined) io.err(`${first}: skipped: has no apiVersion and kind${others}\n`);
    }
  }
  return resources;
}

/** A file as it is; of a directory those that may hold manifests, sorted, so that the order never changes. */
async function filesOf(path: string, io: Io): Promise<string[]> {
  if (path === '-') return [path];
  try {
    if (!(await stat(resolve(io.cwd, path))).isDirectory()) return [path];
    const entries = await readdir(resolve(io.cwd, path), { withFileTypes: true });
    const files: string[] = [];
    const skipped: string[] = [];
    for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      const inner = join(path, entry.name);
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) files.push(...(await filesOf(inner, io)));
      else if (extensions.includes(extname(entry.name))) files.push(inner);
      else skipped.push(entry.name);
    }
    if (skipped.length > 0) io.err(`${path}: skipped, not ${extensions.join(', ')}: ${skipped.join(', ')}\n`);
    return files;
  } catch (error) {
    throw cannotRead(path, error);
  }
}
