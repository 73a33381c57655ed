import { filterChain } from '../../../tools/envoy/filter-chain.ts';
import type { Listener } from '../../../tools/envoy/listener.ts';
import type { Extension, Proto } from '../../../tools/envoy/proto.ts';
import { quicListener, quicTls } from '../h3/quic-listener.ts';
import { generatedFilters, type FiltersOf } from '../envoy/generated-filters.ts';
import { guardFilter, guardListener, guardManager } from './guard-listener.ts';

/** How the listeners of one port become Envoy's filter chains. */
export const layouts = ['one chain', 'a chain for each listener', 'a screened chain for each listener'] as const;
export type Layout = (typeof layouts)[number];

/** What `portcullis generate envoy-filter --screen` makes of a configuration. */
export function screenedFilters(configuration: string, folder: string): Promise<FiltersOf> {
  const flags = ['--screen', '--plugin-config', configuration];
  return generatedFilters({ filter: 'misdirected-guard', flags, folder });
}

export interface LaidOutOptions {
  readonly name: string;
  readonly layout: Layout;
  readonly transport: 'tcp' | 'udp';
  /** TLS of every chain: of `downstreamTls`, with the ALPN that fits the transport. */
  readonly tls: Extension;
  /** The guard's, in every chain. */
  readonly configuration?: GuardConfiguration;
  /** What makes the guard's place in a chain; the filter with `configuration` when left out. */
  readonly filtersOf?: FiltersOf | undefined;
  /** Of the connection, as the configuration names it. */
  readonly port: number | null;
}

export interface GuardConfiguration {
  readonly mark?: boolean;
  readonly listeners?: readonly { readonly hosts?: readonly string[]; readonly port?: number }[];
}

/** Like `guardListener`, over TCP or QUIC, with a chain for all server names or with one for each listener of the configuration. */
export function laidOutListener(options: LaidOutOptions): Listener {
  const { name, transport, tls } = options;
  const byName = chainNames(options);
  if (transport === 'udp') {
    const chains = byName.map((serverNames, index) => {
      const manager = guardManager(filtersIn(options, serverNames), { transport });
      return chain(`quic ${index}`, [manager], quicTls(tls), serverNames);
    });
    return quicListener(name, chains);
  }
  const made = guardListener({ name, tls, httpFilters: filtersIn(options, []) });
  const chains = byName.map((serverNames, index) => {
    const { filter_chains } = guardListener({ name, tls, httpFilters: filtersIn(options, serverNames) });
    const [overTls] = filter_chains as readonly [Proto];
    const match = { ...(overTls['filter_chain_match'] as Proto), server_names: serverNames };
    return { ...overTls, name: `tls ${index}`, filter_chain_match: match };
  });
  return { ...made, filter_chains: chains };
}

/** The guard's filters in the chain of these server names. */
export function filtersIn(
  { configuration, filtersOf, port }: Pick<LaidOutOptions, 'configuration' | 'filtersOf' | 'port'>,
  serverNames: readonly string[],
): Extension[] {
  if (filtersOf === undefined) return configuration === undefined ? [] : [guardFilter(configuration)];
  // The manager adds a router of its own.
  return filtersOf({ serverNames, ...(port !== null && { port }) }).slice(0, -1) as unknown as Extension[];
}

function chain(name: string, filters: readonly Extension[], tls: Extension, serverNames: readonly string[]): Proto {
  return filterChain({ name, filters, tls, ...(serverNames.length === 0 ? {} : { serverNames }) });
}

/** The server names of each chain; none stands for all that no other chain has. */
function chainNames({ layout, configuration, port }: LaidOutOptions): readonly (readonly string[])[] {
  if (layout === 'one chain') return [[]];
  const here = (configuration?.listeners ?? []).filter((item) => item.port === undefined || item.port === port);
  const names = here.map(({ hosts = ['*'] }) => (hosts.includes('*') ? [] : hosts.map(folded)));
  // Connections that are no listener's: Istio would refuse them, and the guard is to be asked.
  return names.some((item) => item.length === 0) ? names : [...names, []];
}

const folded = (host: string): string => host.toLowerCase().replace(/\.$/, '');
