import { downstreamTls } from '../../../tools/envoy/downstream-tls.ts';
import { filterChain } from '../../../tools/envoy/filter-chain.ts';
import { httpConnectionManager } from '../../../tools/envoy/http-connection-manager.ts';
import { listener } from '../../../tools/envoy/listener.ts';
import type { Listener } from '../../../tools/envoy/listener.ts';
import { extension } from '../../../tools/envoy/proto.ts';
import type { Extension, Proto } from '../../../tools/envoy/proto.ts';
import { directResponse, virtualHost } from '../../../tools/envoy/routes.ts';
import { wasmFilter } from '../../../tools/envoy/wasm-filter.ts';
import { makeAuthority } from '../../../tools/wire/certs.ts';
import { http3Fields } from '../h3/quic-listener.ts';
import { filterPath } from '../../unit/cases/filter-wasm.ts';

/** Response headers by which a test sees what happened inside. */
export const seen = { details: 'x-details', state: 'x-state', mark: 'x-mark' } as const;

/** Puts response code details and the guard's filter states on every response, local replies included. */
export function showInside(): Extension {
  const state = (name: string): string => `%FILTER_STATE(wasm.portcullis.${name}:PLAIN)%`;
  const values = {
    [seen.details]: '%RESPONSE_CODE_DETAILS%',
    [seen.state]: state('misdirected'),
    [seen.mark]: state('misdirected-guard'),
  };
  return sayOnResponses(values);
}

/** Puts headers on every response, local replies included; values may hold command operators. An empty value puts none. */
export function sayOnResponses(headers: Readonly<Record<string, string>>): Extension {
  return extension(
    'envoy.filters.http.header_mutation',
    'envoy.extensions.filters.http.header_mutation.v3.HeaderMutation',
    {
      mutations: {
        response_mutations: Object.entries(headers).map(([key, value]) => ({ append: { header: { key, value } } })),
      },
    },
  );
}

/** The guard with a configuration; all of one `vmId` share a VM. Envoy's log lines hold the name. */
export function guardFilter(configuration: unknown, vmId = 'guard', name = 'guard'): Extension {
  return wasmFilter({ name, module: { file: filterPath('misdirected-guard') }, configuration, vmId });
}

/** One certificate for every name: the tests' client compares none. */
export async function anyCertificate(alpn?: readonly string[]): Promise<Extension> {
  const { cert, key } = await (await makeAuthority('guard test')).issue({ dnsNames: ['example.com', '*.example.com'] });
  return downstreamTls({ cert, key, ...(alpn === undefined ? {} : { alpn }) });
}

export interface GuardListenerOptions {
  readonly name: string;
  readonly tls: Extension;
  readonly httpFilters: readonly Extension[];
  /** Every request gets a 200 when left out. */
  readonly virtualHosts?: readonly Proto[];
}

/** The connection manager of every chain: it shows what happened inside, and answers what gets past the filters. */
export function guardManager(
  httpFilters: readonly Extension[],
  { transport, virtualHosts }: { readonly transport: 'tcp' | 'udp'; readonly virtualHosts?: readonly Proto[] },
): Extension {
  const spoken = transport === 'tcp' ? { http2_protocol_options: { allow_connect: true } } : http3Fields;
  return httpConnectionManager({
    httpFilters: [showInside(), ...httpFilters],
    virtualHosts: virtualHosts ?? [
      virtualHost('all', [directResponse({ match: { connect_matcher: {} } }), directResponse()]),
    ],
    fields: {
      upgrade_configs: [{ upgrade_type: 'CONNECT' }, { upgrade_type: 'websocket' }],
      // What Envoy refuses itself it closes after this time; a second each would be long.
      delayed_close_timeout: '0.05s',
      ...spoken,
    },
  });
}

/** A listener that takes TLS with any SNI, and plaintext, on one port; every request that gets past the filters is answered. */
export function guardListener(options: GuardListenerOptions): Listener {
  const { httpFilters, virtualHosts } = options;
  const manager = guardManager(httpFilters, { transport: 'tcp', ...(virtualHosts && { virtualHosts }) });
  const overTls = filterChain({ name: 'tls', filters: [manager], tls: options.tls });
  return listener({
    name: options.name,
    tlsInspector: true,
    filterChains: [{ ...overTls, filter_chain_match: { transport_protocol: 'tls' } }],
    defaultFilterChain: filterChain({ name: 'plaintext', filters: [manager] }),
  });
}
