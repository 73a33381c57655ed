import { userFailure } from '../model/failure.ts';
import { filters, type FilterName } from './filters.ts';
import type { instanceSettings } from './instances.ts';
import { configOf, withConfigOf } from './jobs.ts';
import type { placementSettings } from './placement.ts';
import { readSwitch } from './readers.ts';
import { refuseValue, type OptionsOf, type SettingTable } from './setting.ts';

/** Settings of the targets that write the configuration of the misdirected-guard from Gateways. */
export const guardSettings = {
  guard: {
    flag: 'guard',
    summary:
      'the misdirected-guard for the TLS servers of the Gateways in -f, one for each gateway; as --filter misdirected-guard -f',
    read: readSwitch,
  },
  portMap: {
    flag: 'port-map',
    argument: 'PORT=POD_PORT',
    repeatable: true,
    summary: 'with -f: the port that the pods listen on for a port of the Gateways, as in 443=8443',
    read: readPortMap,
  },
} as const satisfies SettingTable;

export type GuardOptions = OptionsOf<typeof guardSettings> &
  OptionsOf<typeof instanceSettings> &
  OptionsOf<typeof placementSettings>;

/** A filter whose listeners come from Gateways. */
export interface GuardedFilter {
  readonly filter: FilterName;
  /** The plugin's configuration with these listeners. */
  withListeners(listeners: readonly unknown[]): Readonly<Record<string, unknown>>;
}

/** What the user configures of a guard besides its listeners. Throws where another filter, or other listeners, are asked for. */
export function readGuardConfig({ filter = 'misdirected-guard', pluginConfig }: GuardOptions): GuardedFilter {
  const job = filters[filter].jobs.find(({ name }) => name === 'guard');
  if (job === undefined) {
    const what = `found ${filter} with files to read, expected misdirected-guard or gateway: no other filter is configured from Gateways`;
    throw userFailure({ what, where: '--filter' });
  }
  const config = pluginConfig ?? (job.key === undefined ? {} : { ...filters[filter].defaultConfig, [job.key]: {} });
  const own = configOf(config, job) ?? {};
  for (const key of ['listeners', 'rule']) {
    if (!Object.hasOwn(own, key)) continue;
    const what = `found ${JSON.stringify(key)} in the configuration, expected none: the listeners come from the Gateways of -f`;
    throw userFailure({ what, where: '--plugin-config' });
  }
  return { filter, withListeners: (listeners) => withConfigOf(config, job, { ...own, listeners }) };
}

/** `PORT=PORT` texts, or a mapping. */
function readPortMap(value: unknown, where: string): ReadonlyMap<number, number> {
  const expected = 'PORT=POD_PORT with numbers from 1 to 65535, each port once';
  const pairs: [unknown, unknown][] = Array.isArray(value)
    ? value.map((text: unknown) => {
        const parts = typeof text === 'string' ? /^(\d+)=(\d+)$/.exec(text) : null;
        return parts === null ? refuseValue(text, where, expected) : [parts[1], parts[2]];
      })
    : Object.entries(typeof value === 'object' && value !== null ? value : refuseValue(value, where, expected));
  const ports = new Map<number, number>();
  for (const [from, to] of pairs) {
    const [one, other] = [Number(from), Number(to)];
    const fit = [one, other].every((port) => Number.isInteger(port) && port >= 1 && port <= 65535);
    if (!fit || ports.has(one)) refuseValue(`${String(from)}=${String(to)}`, where, expected);
    ports.set(one, other);
  }
  return ports;
}
