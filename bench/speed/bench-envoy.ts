import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap } from '../../tools/envoy/bootstrap.ts';
import type { EnvoyBinary } from '../../tools/envoy/envoy-kinds.ts';
import { startEnvoy, type RunningEnvoy } from '../../tools/envoy/run.ts';
import { surroundingsFailure } from '../../tools/model/failure.ts';
import type { Io } from '../../tools/model/io.ts';
import { h1 } from '../../tools/wire/h1.ts';
import { headerOf } from '../../tools/wire/response.ts';
import { anyCertificate } from '../../test/e2e/guard/guard-listener.ts';
import { benchListener, probeHost } from './bench-listener.ts';
import { loadHost } from './cases.ts';
import type { Variant } from './variant.ts';

export interface BenchEnvoy extends AsyncDisposable {
  readonly running: RunningEnvoy;
  readonly pid: number;
  /** Private directory; gone after `stop`. */
  readonly directory: string;
  stop(): Promise<void>;
}

export interface BenchEnvoyOptions {
  readonly envoy: EnvoyBinary;
  readonly variants: readonly Variant[];
  readonly files: ReadonlyMap<string, string>;
  /** A filter behind each variant lets streams be held open. */
  readonly holding?: boolean;
  /** Command in front of Envoy's, given the private directory. */
  readonly under: (directory: string) => readonly string[];
  readonly io: Io;
}

/** Starts one Envoy with a listener for each variant, and sees each do its job. */
export async function startBenchEnvoy(options: BenchEnvoyOptions): Promise<BenchEnvoy> {
  const { envoy, variants, files, io, under, holding = false } = options;
  const directory = mkdtempSync(join(tmpdir(), 'portcullis-bench-'));
  const file = (module: string): string => files.get(module)!;
  const tls = await anyCertificate();
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  let running: RunningEnvoy;
  try {
    const path = join(directory, 'envoy');
    const command = [...under(directory), envoy.path].map((word) => `'${word}'`).join(' ');
    writeFileSync(path, `#!/bin/sh\nexec ${command} "$@"\n`);
    chmodSync(path, 0o700);
    running = await startEnvoy(
      { ...envoy, path },
      {
        bootstrap: bootstrap({
          listeners: variants.map((variant) => benchListener(variant, { file, holding, tls })),
          // As rarely as Envoy allows: a flush in the middle of a measurement would count.
          fields: { stats_flush_interval: '299s' },
        }),
        logLevel: 'error',
        timeoutMs: 300_000,
        signal: io.signal,
      },
    );
  } catch (error) {
    remove();
    throw error;
  }
  const stop = async (): Promise<void> => {
    await running.stop();
    remove();
  };
  try {
    for (const variant of variants) await probe(running, variant);
  } catch (error) {
    await stop();
    throw error;
  }
  return { running, pid: running.pid!, directory, stop, [Symbol.asyncDispose]: stop };
}

async function probe(running: RunningEnvoy, { id, tls, probes = [] }: Variant): Promise<void> {
  const target = { port: running.port(id), timeoutMs: 60_000 };
  for (const { path, host = probeHost, sni = loadHost, seen } of probes) {
    const response = await h1(tls === true ? { ...target, tls: { sni } } : target, { path, host });
    const found = response.error ?? headerOf(response, 'x-path') ?? String(response.status);
    if (found === seen) continue;
    throw surroundingsFailure({ what: `${id} made ${found} of ${host}${path}, expected ${seen}` });
  }
}
