import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import type { Listener } from '../../../tools/envoy/listener.ts';
import { startEnvoy } from '../../../tools/envoy/run.ts';
import type { RunningEnvoy } from '../../../tools/envoy/run.ts';
import { guardConfigs } from '../../unit/guard/guard-row.ts';
import type { GuardRow } from '../../unit/guard/guard-row.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { anyCertificate } from './guard-listener.ts';
import { laidOutListener, screenedFilters } from './laid-out-listener.ts';
import type { GuardConfiguration, LaidOutOptions, Layout } from './laid-out-listener.ts';
import { unixBridge } from './unix-bridge.ts';

/** A row in one of its places. */
export interface Placed {
  readonly row: GuardRow;
  readonly layout: Layout;
  readonly transport: 'tcp' | 'udp';
}

/** An Envoy with a listener for every configuration in every place, and for every port of those with ports; the guards share one VM. */
export interface TablesGateway {
  readonly envoy: RunningEnvoy;
  /** Where to send the request of a row. */
  portOf(placed: Placed): number;
  /** The port that stands for port `port` of the row's configuration there. */
  realPort(placed: Placed, port: string): number;
  stop(): Promise<void>;
}

const usesPorts = (config: string): boolean => JSON.stringify(guardConfigs[config]).includes('"port":');

/**
 * Where all listeners of all ports are searched, hosts clash as server names of chains; and equal names need no listeners. What a
 * screen lets by has no mark.
 */
export function fitsLayout({ config, port }: GuardRow, layout: Layout): boolean {
  if (layout === 'one chain') return true;
  const { listeners, mark } = guardConfigs[config] as GuardConfiguration;
  if (layout === screened && mark === true) return false;
  return listeners !== undefined && !(usesPorts(config) && port === null);
}

const screened: Layout = 'a screened chain for each listener';

interface Place extends Omit<Placed, 'row'> {
  readonly config: string;
  /** Null where the configuration has no ports; `unix` where the row has none. */
  readonly port: string | null;
}

const placeOf = ({ row: { config, port }, layout, transport }: Placed): Place => ({
  config,
  layout,
  transport,
  port: usesPorts(config) ? String(port ?? 'unix') : null,
});

const nameOf = ({ config, port, layout, transport }: Place): string =>
  [config, port, layout, transport].filter((part) => part !== null).join(', ');

export async function tablesGateway(placed: readonly Placed[]): Promise<TablesGateway> {
  const certificates = { tcp: await anyCertificate(), udp: await anyCertificate(['h3']) };
  const bridge = await unixBridge();
  const places = [...new Map(placed.map(placeOf).map((place) => [nameOf(place), place])).values()];
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-tables-'));
  const listenerFor = (
    place: Place,
    options: Pick<LaidOutOptions, 'layout' | 'port' | 'configuration' | 'filtersOf'>,
  ): Listener => {
    const { transport } = place;
    const made = laidOutListener({ name: nameOf(place), transport, tls: certificates[transport], ...options });
    return place.port === 'unix' ? { ...made, address: { pipe: { path: bridge.path } } } : made;
  };
  // The free ports are known only when Envoy listens; the configurations, some of which name ports, follow as an update.
  const envoy = await startEnvoy(await realEnvoy(), {
    bootstrap: bootstrap({}),
    listeners: places.map((place) => listenerFor(place, { layout: 'one chain', port: null })),
    componentLogLevel: 'wasm:warn',
  });
  const stop = async (): Promise<void> => {
    await envoy.stop();
    await bridge.close();
    rmSync(folder, { recursive: true });
  };
  const realPort = (place: Place, port: string): number => envoy.port(nameOf({ ...place, port }));
  const configured = async (place: Place): Promise<Listener> => {
    const json = JSON.stringify(guardConfigs[place.config]);
    const real = json.replaceAll(/"port":(\d+)/g, (_, port: string) => `"port":${realPort(place, port)}`);
    return listenerFor(place, {
      layout: place.layout,
      port: place.port === null || place.port === 'unix' ? null : realPort(place, place.port),
      configuration: JSON.parse(real) as GuardConfiguration,
      ...(place.layout === screened && { filtersOf: await screenedFilters(real, mkdtempSync(join(folder, 'ecds-'))) }),
    });
  };
  try {
    await envoy.updateListeners(await Promise.all(places.map(configured)));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    envoy,
    portOf(at) {
      const place = placeOf(at);
      return place.port === 'unix' ? bridge.port : envoy.port(nameOf(place));
    },
    realPort: (at, port) => realPort(placeOf(at), port),
    stop,
  };
}
