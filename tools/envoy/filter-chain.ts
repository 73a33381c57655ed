import { given } from './proto.ts';
import type { Extension, Proto } from './proto.ts';

export interface FilterChainOptions {
  readonly name?: string;
  /** Network filters; usually one, `httpConnectionManager(...)`. */
  readonly filters: readonly Extension[];
  /** SNIs that choose this chain: exact names, or `*.` and a suffix. */
  readonly serverNames?: readonly string[];
  /** From `downstreamTls(...)`; plaintext when left out. */
  readonly tls?: Extension;
}

/** A filter chain (envoy.config.listener.v3.FilterChain). */
export function filterChain(options: FilterChainOptions): Proto {
  return {
    ...given({
      name: options.name,
      transport_socket: options.tls,
      filter_chain_match: options.serverNames && { server_names: options.serverNames },
    }),
    filters: options.filters,
  };
}
