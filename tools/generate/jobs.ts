import { filterTexts } from '../catalog/filter-texts.ts';
import { userFailure } from '../model/failure.ts';

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

/** The configuration of a job; undefined where the plugin does not do it. @throws userFailure where it is no mapping. */
export function configOf(config: Config, { key }: Job): Config | undefined {
  if (key === undefined) return config;
  const own = config[key];
  if (own === undefined || (typeof own === 'object' && own !== null && !Array.isArray(own)))
    return own as Config | undefined;
  const what = `found ${JSON.stringify(own)} for "${key}" in the configuration, expected a mapping`;
  throw userFailure({ what, where: '--plugin-config' });
}

/** The plugin's configuration with another one for the job. */
export function withConfigOf(config: Config, { key }: Job, own: Config): Config {
  return key === undefined ? own : { ...config, [key]: own };
}
