import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import type { Listener } from '../../../tools/envoy/listener.ts';
import { startEnvoy } from '../../../tools/envoy/run.ts';
import type { RunningEnvoy } from '../../../tools/envoy/run.ts';
import { guardConfigs } from '../../unit/guard/guard-row.ts';
import type { GuardRow } from '../../unit/guard/guard-row.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { anyCertificate, guardFilter, guardListener } from './guard-listener.ts';
import { unixBridge } from './unix-bridge.ts';

/** An Envoy with a listener for every configuration, and for every port of those with ports; the guards share one VM. */
export interface TablesGateway {
  readonly envoy: RunningEnvoy;
  /** Where to send the request of a row. */
  portOf(row: GuardRow): number;
  /** The port of a listener that stands for port `port` of the configuration. */
  realPort(config: string, port: string): number;
  stop(): Promise<void>;
}

const usesPorts = (config: string): boolean => JSON.stringify(guardConfigs[config]).includes('"port":');

/** `page`, or `ports@8443` where the configuration has ports. */
const listenerOf = ({ config, port }: Pick<GuardRow, 'config' | 'port'>): string =>
  usesPorts(config) ? `${config}@${port ?? 'unix'}` : config;

export async function tablesGateway(rows: readonly GuardRow[]): Promise<TablesGateway> {
  const tls = await anyCertificate();
  const bridge = await unixBridge();
  const names = [...new Set(rows.map(listenerOf))];
  const listenerFor = (name: string, configuration?: unknown): Listener => {
    const httpFilters = configuration === undefined ? [] : [guardFilter(configuration)];
    const made = guardListener({ name, tls, httpFilters });
    return name.endsWith('@unix') ? { ...made, address: { pipe: { path: bridge.path } } } : made;
  };
  // The free ports are known only when Envoy listens; the configurations that name ports follow as an update.
  const envoy = await startEnvoy(await realEnvoy(), {
    bootstrap: bootstrap({}),
    listeners: names.map((name) => listenerFor(name)),
    componentLogLevel: 'wasm:warn',
  });
  const stop = async (): Promise<void> => {
    await envoy.stop();
    await bridge.close();
  };
  const realPort = (config: string, port: string): number => envoy.port(`${config}@${port}`);
  try {
    await envoy.updateListeners(
      names.map((name) => {
        const [config = ''] = name.split('@');
        const json = JSON.stringify(guardConfigs[config]);
        return listenerFor(
          name,
          json.replaceAll(/"port":(\d+)/g, (_, port: string) => `"port":${realPort(config, port)}`),
        );
      }),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  const portOf = (row: GuardRow): number =>
    usesPorts(row.config) && row.port === null ? bridge.port : envoy.port(listenerOf(row));
  return { envoy, portOf, realPort, stop };
}
