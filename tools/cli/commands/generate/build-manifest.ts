import { join } from 'node:path';
import { readBuildManifest, type BuildManifest } from '../../../generate/build-manifest.ts';
import type { Io } from '../../../model/io.ts';
import { packageRoot } from '../../package-root.ts';
import { readFileOf } from './files.ts';

/** Reads the build manifest of the package, or another one that the user names. */
export async function loadBuildManifest(named: string | undefined, io: Io): Promise<BuildManifest> {
  const file = named ?? join(packageRoot, 'build', 'manifest.json');
  return readBuildManifest(await readFileOf(file, io, 'portcullis build'), file);
}
