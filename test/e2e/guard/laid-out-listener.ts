import { filterChain } from '../../../tools/envoy/filter-chain.ts';
import type { Listener } from '../../../tools/envoy/listener.ts';
import type { Extension, Proto } from '../../../tools/envoy/proto.ts';
import { quicListener, quicTls } from '../h3/quic-listener.ts';
import { guardFilter, guardListener, guardManager } from './guard-listener.ts';

/** How the listeners of one port become Envoy's filter chains. */
export const layouts = ['one chain', 'a chain for each listener'] as const;
export type Layout = (typeof layouts)[number];

export interface LaidOutOptions {
  readonly name: string;
  readonly layout: Layout;
  readonly transport: 'tcp' | 'udp';
  /** TLS of every chain: of `downstreamTls`, with the ALPN that fits the transport. */
  readonly tls: Extension;
  /** The guard's, in every chain. */
  readonly configuration?: GuardConfiguration;
  /** Of the connection, as the configuration names it. */
  readonly port: number | null;
}

export interface GuardConfiguration {
  readonly listeners?: readonly { readonly hosts?: readonly string[]; readonly port?: number }[];
}

/** Like `guardListener`, over TCP or QUIC, with a chain for all server names or with one for each listener of the configuration. */
export function laidOutListener(options: LaidOutOptions): Listener {
  const { name, configuration, transport, tls } = options;
  const httpFilters = configuration === undefined ? [] : [guardFilter(configuration)];
  const byName = chainNames(options);
  if (transport === 'udp') {
    const manager = guardManager(httpFilters, { transport });
    const chains = byName.map((serverNames, index) => chain(`quic ${index}`, [manager], quicTls(tls), serverNames));
    return quicListener(name, chains);
  }
  const made = guardListener({ name, tls, httpFilters });
  const [overTls] = made['filter_chains'] as readonly [Proto];
  const match = overTls['filter_chain_match'] as Proto;
  const chains = byName.map((serverNames, index) => ({
    ...overTls,
    name: `tls ${index}`,
    filter_chain_match: { ...match, server_names: serverNames },
  }));
  return { ...made, filter_chains: chains };
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
