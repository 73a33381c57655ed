import { extension, given } from './proto.ts';
import type { Extension, Proto } from './proto.ts';

export interface Listener extends Proto {
  readonly name: string;
}

export interface ListenerOptions {
  /** `RunningEnvoy.port` finds the port by it. */
  readonly name: string;
  readonly filterChains: readonly Proto[];
  /** Chain for connections that no other chain matches. */
  readonly defaultFilterChain?: Proto;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** `127.0.0.1` when left out. */
  readonly address?: string;
  /** Reads the SNI before a filter chain is chosen; needed by chains with `serverNames`. */
  readonly tlsInspector?: boolean;
  readonly listenerFilters?: readonly Extension[];
}

/** A listener (envoy.config.listener.v3.Listener) on a loopback address. */
export function listener(options: ListenerOptions): Listener {
  const inspector = extension(
    'envoy.filters.listener.tls_inspector',
    'envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector',
  );
  return {
    name: options.name,
    address: { socket_address: { address: options.address ?? '127.0.0.1', port_value: options.port ?? 0 } },
    listener_filters: [...(options.tlsInspector === true ? [inspector] : []), ...(options.listenerFilters ?? [])],
    filter_chains: options.filterChains,
    ...given({ default_filter_chain: options.defaultFilterChain }),
  };
}
