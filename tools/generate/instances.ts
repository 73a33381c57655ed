import { userFailure } from '../model/failure.ts';
import { type backstopSettings, marked } from './backstop.ts';
import { builtFilter, type BuildManifest, type BuiltFilter } from './build-manifest.ts';
import { filterNames, filters, type FilterName } from './filters.ts';
import { configOf, withConfigOf } from './jobs.ts';
import { readPluginConfig } from './plugin-config.ts';
import { integer, listOf, oneOf, readName, readSwitch } from './readers.ts';
import { type OptionsOf, type SettingTable } from './setting.ts';
import type { Note, Plugin } from './target.ts';

/** Settings of every target that deploys a filter. */
export const instanceSettings = {
  filter: {
    flag: 'filter',
    argument: 'FILTER',
    summary: `which filter: ${filterNames.join(' or ')}`,
    read: oneOf(filterNames),
  },
  name: {
    flag: 'name',
    argument: 'NAME',
    summary: 'name of the manifest (default: portcullis-FILTER)',
    read: readName,
  },
  pluginConfig: {
    flag: 'plugin-config',
    argument: 'FILE|JSON',
    content: true,
    summary: 'configuration of the filter, as a JSON or YAML file or as JSON itself',
    read: readPluginConfig,
  },
  forwardOriginal: {
    flag: 'forward-original',
    summary: 'normalizer: the back end gets the path as sent, by a second instance after authorization',
    read: readSwitch,
  },
  failStrategy: {
    flag: 'fail-strategy',
    argument: 'STRATEGY',
    summary: 'FAIL_CLOSE, FAIL_RELOAD or FAIL_OPEN (default: FAIL_CLOSE)',
    read: oneOf(['FAIL_CLOSE', 'FAIL_RELOAD', 'FAIL_OPEN']),
  },
  priority: {
    flag: 'priority',
    argument: 'N',
    summary: 'higher comes first (default: misdirected-guard and gateway 20, normalizer 10)',
    read: integer(-2147483648, 2147483647),
  },
  matchPorts: {
    flag: 'match-port',
    argument: 'N',
    repeatable: true,
    summary: 'only on this port of the gateway pod (after istioctl install 8443, not 443)',
    read: listOf(integer(1, 65535)),
  },
} as const satisfies SettingTable;

/** One place in the filter chain that a module is put at. */
export interface Instance {
  /** Unique: the root context is found by it, and instances of one module share a VM. */
  readonly name: string;
  /** `judge` before authorization, `restore` after it. */
  readonly role: 'judge' | 'restore';
  readonly config: Readonly<Record<string, unknown>>;
}

export interface Deployment {
  readonly filter: FilterName;
  readonly built: BuiltFilter;
  readonly instances: readonly Instance[];
  readonly failStrategy: 'FAIL_CLOSE' | 'FAIL_RELOAD' | 'FAIL_OPEN';
  readonly priority: number;
  readonly matchPorts: readonly number[];
  readonly notes: readonly Note[];
  readonly plugins: readonly Plugin[];
}

type Options = OptionsOf<typeof instanceSettings> & OptionsOf<typeof backstopSettings>;

/** Combines what was given with the filter's defaults. */
export function deploymentOf(options: Options, build: BuildManifest): Deployment {
  const { filter, failStrategy = 'FAIL_CLOSE', matchPorts = [] } = options;
  if (filter === undefined) {
    throw userFailure({ what: `found nothing, expected one of ${filterNames.join(', ')}`, where: '--filter' });
  }
  const { priority, defaultConfig, defaultNote } = filters[filter];
  const notes: Note[] = [];
  if (options.pluginConfig === undefined) notes.push({ level: 'note', text: defaultNote });
  if (failStrategy === 'FAIL_OPEN') notes.push({ level: 'note', text: openText });
  if (matchPorts.some((port) => port === 80 || port === 443)) notes.push({ level: 'note', text: portText });
  const built = builtFilter(build, filter);
  const given = options.pluginConfig ?? defaultConfig;
  const instances = instancesOf(
    options,
    filter,
    options.backstop === true ? marked(filter, given, failStrategy) : given,
  );
  return {
    filter,
    built,
    instances,
    failStrategy,
    priority: options.priority ?? priority,
    matchPorts,
    notes,
    plugins: instances.map(({ name, config }) => ({ filter: built, name, configuration: JSON.stringify(config) })),
  };
}

const openText = 'FAIL_OPEN: requests pass unfiltered and in silence when the module cannot be fetched or fails';
const portText =
  '--match-port is the port that the gateway pod listens on: after istioctl install 8443 for 443 and 8080 for 80';

function instancesOf(options: Options, filter: FilterName, config: Readonly<Record<string, unknown>>): Instance[] {
  const name = options.name ?? `portcullis-${filter}`;
  const job = filters[filter].jobs.find((one) => one.name === 'normalizer');
  const own = job && configOf(config, job);
  const restores = own?.['restore'] === true;
  const others = filters[filter].jobs.filter((one) => one !== job && configOf(config, one) !== undefined);
  if (restores && others.length > 0) {
    const what = `found "restore": true beside "${others[0]?.key}" in the configuration, expected it alone: it belongs behind authorization`;
    throw userFailure({ what, where: '--plugin-config' });
  }
  if (options.forwardOriginal !== true) return [{ name, role: restores ? 'restore' : 'judge', config }];
  const where = '--forward-original';
  if (job === undefined) throw userFailure({ what: `found ${filter}, expected the normalizer`, where });
  if (own === undefined) throw userFailure({ what: 'found no "normalizer" in the configuration, expected one', where });
  if (restores || (own['forward'] ?? 'ORIGINAL') !== 'ORIGINAL') {
    const found = restores ? '"restore": true' : `"forward": ${JSON.stringify(own['forward'])}`;
    throw userFailure({ what: `found ${found} in the configuration, expected "forward": "ORIGINAL" or none`, where });
  }
  return [
    { name, role: 'judge', config: withConfigOf(config, job, { ...own, forward: 'ORIGINAL' }) },
    { name: `${name}-restore`, role: 'restore', config: withConfigOf({}, job, { restore: true }) },
  ];
}
