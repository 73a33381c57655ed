import { filterChain } from '../../tools/envoy/filter-chain.ts';
import { httpConnectionManager } from '../../tools/envoy/http-connection-manager.ts';
import { listener, type Listener } from '../../tools/envoy/listener.ts';
import { extension, type Extension } from '../../tools/envoy/proto.ts';
import { directResponse, virtualHost } from '../../tools/envoy/routes.ts';
import type { Variant } from './variant.ts';

/** Authority whose answers tell the path that the route saw; a virtual host of its own, so that others do not pay for it. */
export const probeHost = 'probe.example.com';

/** Milliseconds in this request header keep the stream open behind the measured filter. */
export const holdHeader = 'x-envoy-fault-delay-request';

// envoy.extensions.filters.http.fault.v3.HTTPFault; does something only for a request with holdHeader.
const hold = extension('envoy.filters.http.fault', 'envoy.extensions.filters.http.fault.v3.HTTPFault', {
  max_active_faults: 100_000,
  delay: { header_delay: {}, percentage: { numerator: 100 } },
});

export interface BenchListenerOptions {
  /** Path of a module. */
  readonly file: (module: string) => string;
  /** A filter behind the variant's lets streams be held open. */
  readonly holding: boolean;
  /** For a variant whose listener speaks TLS. */
  readonly tls: Extension;
}

/** The listener of a variant: one short answer to everything, whatever costs and is not measured is off. */
export function benchListener(variant: Variant, { file, holding, tls }: BenchListenerOptions): Listener {
  const settings = variant.settings(file);
  const manager = httpConnectionManager({
    statPrefix: variant.id,
    maxRequestHeadersKb: 96,
    virtualHosts: [
      virtualHost('bench', [directResponse({ body: 'ok\n' })]),
      virtualHost('probe', [directResponse({ headers: { 'x-path': '%REQ(:PATH)%' } })], [probeHost]),
    ],
    ...settings,
    httpFilters: [...(settings.httpFilters ?? []), ...(holding ? [hold] : [])],
    fields: {
      generate_request_id: false,
      stream_idle_timeout: '0s',
      request_timeout: '0s',
      http2_protocol_options: { max_concurrent_streams: 20_000, initial_connection_window_size: 67_108_864 },
    },
  });
  const overTls = variant.tls === true;
  const chain = filterChain({ filters: [manager], ...(overTls ? { tls } : {}) });
  return listener({ name: variant.id, filterChains: [chain], tlsInspector: overTls });
}
