import type { Progress } from '../../tools/model/io.ts';
import { guardConfigurations } from './guard-configurations.ts';
import { microHost } from './micro-host.ts';

/** What it takes to configure the guard with many hosts, in Node. */
export interface ConfigureCost {
  readonly row: string;
  /** Bytes of the configuration. */
  readonly size: number;
  /** Of the whole `proxy_on_configure`, in a fresh VM. */
  readonly milliseconds: number;
  /** Of Wasm memory afterwards, in bytes. */
  readonly memory: number;
}

const rows = ['guard-10', 'guard-100000'] as const;
const times = 3;

/** The least time of several, each in a VM of its own; TurboFan only, as in Envoy, when `measureV8` has run before. */
export function measureConfigure(file: string, progress: Progress): readonly ConfigureCost[] {
  const costs = rows.map((row) => {
    progress.say(`configuring ${row}`);
    const configuration = JSON.stringify(guardConfigurations[row]());
    const hosts = Array.from({ length: times }, () => microHost(file, configuration));
    return {
      row,
      size: configuration.length,
      milliseconds: Math.min(...hosts.map(({ configureMs }) => configureMs)),
      memory: Math.max(...hosts.map((host) => host.memory())),
    };
  });
  progress.done();
  return costs;
}
