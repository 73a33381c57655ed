import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Envoy } from '../../../tools/envoy/envoy-kinds.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';

const kibibytesInGibibyte = 1_048_576;

/** Gives Envoys whose address space is limited; V8 reserves about 10 GiB of it for each VM. */
export interface Limiter extends Disposable {
  /** A directory that goes with it. */
  readonly folder: string;
  /** @param gibibytes limit on the address space. */
  limited(gibibytes: number): Envoy;
}

/**
 * By a script that sets the limit (`ulimit -v`) and then becomes Envoy.
 *
 * @throws Error where Envoy is a container: the limit would be the Docker client's.
 */
export async function limiter(): Promise<Limiter> {
  const envoy = await realEnvoy();
  if (envoy.kind !== 'binary') throw new Error(`found ${envoy.image}, expected a binary; name one in ENVOY_BIN`);
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-limited-'));
  return {
    folder,
    limited(gibibytes) {
      const path = join(folder, `envoy-${gibibytes}-gib`);
      const kibibytes = Math.round(gibibytes * kibibytesInGibibyte);
      writeFileSync(path, `#!/bin/sh\nulimit -v ${kibibytes} || exit 1\nexec '${envoy.path}' "$@"\n`);
      chmodSync(path, 0o700);
      return { ...envoy, path };
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
