import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDirectory } from '../../../tools/envoy/cache-directory.ts';
import { onPath } from '../../../tools/envoy/on-path.ts';
import { failureLine, runCommand } from '../../../tools/envoy/run-command.ts';

const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));

/** A Python and the folder of its packages, for PYTHONPATH; or why they are not to be had. */
export type Python = { readonly python: string; readonly packages: string } | { readonly missing: string };

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The packages of requirements.txt, each with its pinned sha256, in the cache where Envoy lies too: put there by pip the first
 * time. The folder appears whole or not at all, also when several processes do this at once.
 */
export async function pythonPackages(env: Env): Promise<Python> {
  const python = onPath('python3', env);
  if (python === undefined) return { missing: 'python3 is not on PATH' };
  // Compiled packages fit one version of Python.
  const abi = await runCommand(python, ['-c', 'import sysconfig; print(sysconfig.get_config_var("SOABI"))'], {
    env,
    timeoutMs: 15_000,
  });
  if (abi.code !== 0) return { missing: `${python}: ${failureLine(abi)}` };
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 16);
  const packages = resolve(cacheDirectory(env), 'h3', `${abi.stdout.trim()}-${digest}`);
  if (existsSync(packages)) return { python, packages };
  const trouble = await install(python, packages, env);
  return trouble === undefined ? { python, packages } : { missing: trouble };
}

async function install(python: string, packages: string, env: Env): Promise<string | undefined> {
  mkdirSync(dirname(packages), { recursive: true });
  const staging = mkdtempSync(join(dirname(packages), 'staging-'));
  try {
    const target = join(staging, 'packages');
    const quiet = ['--disable-pip-version-check', '--no-input', '--quiet'];
    const pinned = ['--require-hashes', '--no-deps', '--only-binary', ':all:', '--requirement', requirements];
    const args = ['-m', 'pip', 'install', ...quiet, ...pinned, '--target', target];
    const result = await runCommand(python, args, { env: { ...env, TMPDIR: staging }, timeoutMs: 300_000 });
    if (result.code !== 0) return `${python} -m pip install failed: ${failureLine(result)}`;
    renameSync(target, packages);
    return undefined;
  } catch (error) {
    // Another process was first.
    return existsSync(packages) ? undefined : (error as Error).message;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
