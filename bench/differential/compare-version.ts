import { bootstrap } from '../../tools/envoy/bootstrap.ts';
import type { EnvoyBinary } from '../../tools/envoy/envoy-kinds.ts';
import type { Listener } from '../../tools/envoy/listener.ts';
import { startEnvoy, type RunningEnvoy } from '../../tools/envoy/run.ts';
import { wasmFilter } from '../../tools/envoy/wasm-filter.ts';
import { surroundingsFailure } from '../../tools/model/failure.ts';
import type { Progress } from '../../tools/model/io.ts';
import { echoListener } from '../../test/e2e/envoy/real-envoy.ts';
import { nativePresets, nativeSettings, type NativePreset } from '../../test/e2e/normalizer/native-settings.ts';
import { exchange } from './exchange.ts';
import { count, newTally, type Tally } from './tally.ts';

export interface CompareOptions {
  readonly envoy: EnvoyBinary;
  /** The filter. */
  readonly module: Uint8Array;
  readonly chunks: () => Iterable<readonly string[]>;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Sends every path through both listeners of every preset of one Envoy, which it starts and stops. */
export async function compareVersion(options: CompareOptions): Promise<Tally[]> {
  const { envoy, module, chunks, signal, progress } = options;
  const { version } = envoy;
  const tallies = nativePresets.map((preset) => newTally(version, preset));
  const running = await startEnvoy(envoy, {
    bootstrap: bootstrap({ listeners: nativePresets.flatMap((preset) => pair(preset, module)) }),
    signal,
  });
  try {
    let done = 0;
    for (const paths of chunks()) {
      for (const tally of tallies) {
        if (signal.aborted) throw surroundingsFailure({ what: 'stopped before every path was sent' });
        await compareChunk(running, tally, paths);
      }
      done += paths.length;
      progress.say(`Envoy ${version}: ${done} paths`);
    }
  } finally {
    progress.done();
    await running.stop();
  }
  return tallies;
}

function pair(preset: NativePreset, module: Uint8Array): Listener[] {
  const filter = wasmFilter({ name: 'normalizer', module: { bytes: module }, configuration: { path: { preset } } });
  return [
    echoListener(`native-${preset}`, nativeSettings[preset]),
    echoListener(`filter-${preset}`, { httpFilters: [filter] }),
  ];
}

async function compareChunk(envoy: RunningEnvoy, tally: Tally, paths: readonly string[]): Promise<void> {
  const [native, filter] = await Promise.all(
    ['native', 'filter'].map((side) => exchange(envoy.port(`${side}-${tally.preset}`), paths)),
  );
  paths.forEach((path, index) => count(tally, path, native![index]!, filter![index]!));
}
