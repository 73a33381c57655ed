import { oldestEnvoy } from '../catalog/envoy-versions.ts';
import { failureLine } from './run-command.ts';
import type { CommandResult } from './run-command.ts';

/** The version that `envoy --version` tells, or why it cannot be used. */
export type VersionAnswer = { readonly version: string } | { readonly trouble: string };

/**
 * Reads what `envoy --version` printed: `… version: COMMIT/1.40.0/Clean/RELEASE/BoringSSL`. Whether the build has V8 is not in
 * there; that shows when a Wasm filter is loaded.
 */
export function versionAnswer(result: CommandResult): VersionAnswer {
  const version = /version: [0-9a-f]+\/(\d+\.\d+\.\d+)[^/\s]*\//.exec(result.stdout)?.[1];
  if (result.code !== 0) return { trouble: `does not run: ${failureLine(result)}` };
  if (version === undefined) return { trouble: 'does not answer --version as Envoy does' };
  if (isOlder(version, oldestEnvoy))
    return { trouble: `is Envoy ${version}, and ${oldestEnvoy} is the oldest that will do` };
  return { version };
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [thanMajor = 0, thanMinor = 0] = than.split('.').map(Number);
  return major !== thanMajor ? major < thanMajor : minor < thanMinor;
}
