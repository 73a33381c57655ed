import { filterTexts } from '../catalog/filter-texts.ts';

/** What a filter does, and where its plugin configuration says how. */
export interface Job {
  readonly name: 'guard' | 'normalizer';
  /** The key whose value configures it; absent where the whole configuration does. */
  readonly key?: string;
  /** Filter state that it sets, with `mark: true`, on every request that it judged. */
  readonly mark: string;
}

export const guardJob: Job = { name: 'guard', mark: `wasm.${filterTexts.guard.guardMark}` };
export const normalizerJob: Job = { name: 'normalizer', mark: `wasm.${filterTexts.normalizer.normalizerMark}` };

type Config = Readonly<Record<string, unknown>>;

/** The configuration of a job; undefined where the plugin does not do it. */
export function configOf(config: Config, { key }: Job): Config | undefined {
  return key === undefined ? config : (config[key] as Config | undefined);
}

/** The plugin's configuration with another one for the job. */
export function withConfigOf(config: Config, { key }: Job, own: Config): Config {
  return key === undefined ? own : { ...config, [key]: own };
}
