import { guardJob, normalizerJob, type Job } from './jobs.ts';

/** A filter of ours as the generators see it. */
export interface DeployedFilter {
  /** Higher comes first, for WasmPlugins of one phase and for EnvoyFilters with INSERT_FIRST alike. */
  readonly priority: number;
  /** Used where the user gives no configuration: written out, since an absent one reaches the filter as zero bytes. */
  readonly defaultConfig: Readonly<Record<string, unknown>>;
  readonly defaultNote: string;
  /** In the order in which they judge a request. */
  readonly jobs: readonly Job[];
}

/** By the name of the .wasm file. The guard is first: a misdirected request is not worth a redirect of its path. */
export const filters = {
  'misdirected-guard': {
    priority: 20,
    defaultConfig: { rule: 'SNI_EQUALS_HOST' },
    defaultNote: 'no --plugin-config: rule SNI_EQUALS_HOST, which refuses every authority that is not the SNI',
    jobs: [guardJob],
  },
  normalizer: {
    priority: 10,
    defaultConfig: { path: { preset: 'DECODE_AND_MERGE_SLASHES' } },
    defaultNote: 'no --plugin-config: preset DECODE_AND_MERGE_SLASHES, which leaves the case of letters as it is',
    jobs: [normalizerJob],
  },
  gateway: {
    priority: 20,
    defaultConfig: {
      guard: { rule: 'SNI_EQUALS_HOST' },
      normalizer: { path: { preset: 'DECODE_AND_MERGE_SLASHES' } },
    },
    defaultNote:
      'no --plugin-config: rule SNI_EQUALS_HOST, which refuses every authority that is not the SNI, and preset DECODE_AND_MERGE_SLASHES',
    jobs: [
      { ...guardJob, key: 'guard' },
      { ...normalizerJob, key: 'normalizer' },
    ],
  },
} satisfies Record<string, DeployedFilter>;

export type FilterName = keyof typeof filters;

export const filterNames = Object.keys(filters) as FilterName[];
