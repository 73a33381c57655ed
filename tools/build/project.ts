import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { userFailure } from '../model/failure.ts';

/** A folder with AssemblyScript filters: ours, or a user's. */
export interface FilterProject {
  readonly root: string;
  /** Names of the files in assembly/filters, without `.ts`. */
  readonly filters: readonly string[];
  /** asconfig.json of the project, or ours where it has none. */
  readonly config: string;
}

const filterFolder = join('assembly', 'filters');

/** @throws userFailure when the folder holds no filters. */
export function openProject(root: string, ownRoot: string): FilterProject {
  const folder = join(root, filterFolder);
  const filters = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && statSync(join(folder, name)).isFile())
        .map((name) => name.slice(0, -3))
        .toSorted()
    : [];
  if (filters.length === 0) {
    throw userFailure({
      what: `found no filters, expected at least one file ${filterFolder.replaceAll(sep, '/')}/NAME.ts`,
      where: root,
      hint: 'run it in the folder of a filter project',
    });
  }
  const own = join(root, 'asconfig.json');
  return { root, filters, config: existsSync(own) ? own : join(ownRoot, 'asconfig.json') };
}

/** @throws userFailure for a name that the project does not have. */
export function chooseFilters(project: FilterProject, names: readonly string[]): readonly string[] {
  for (const name of names) {
    if (project.filters.includes(name)) continue;
    throw userFailure({
      what: `found filter name "${name}", expected ${project.filters.map((filter) => `"${filter}"`).join(' or ')}`,
      where: project.root,
    });
  }
  return names.length === 0 ? project.filters : names;
}

/** sha256 over everything that a build of the project depends on: the sources, the settings, the compiler. */
export function sourcesDigest(project: FilterProject, compiler: string, target: string): string {
  const hash = createHash('sha256').update(`${compiler}\0${target}\0`).update(readFileSync(project.config));
  const folder = join(project.root, 'assembly');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith('.ts') && statSync(path).isFile())
    .toSorted();
  for (const path of files) {
    hash.update(`\0${relative(project.root, path).replaceAll(sep, '/')}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}
