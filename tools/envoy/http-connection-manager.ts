import { extension, given } from './proto.ts';
import type { Extension, Proto } from './proto.ts';
import { routerFilter } from './router-filter.ts';

export interface HttpConnectionManagerOptions {
  /** Prefix of the statistics; `http` when left out. */
  readonly statPrefix?: string;
  /** HTTP filters in front of the router, which is added. */
  readonly httpFilters?: readonly Extension[];
  /** From `virtualHost(...)`. */
  readonly virtualHosts: readonly Proto[];
  /** An authority with a port chooses the virtual host of the name alone, as on every gateway of Istio. */
  readonly ignorePort?: boolean;
  /** RFC 3986 normalization of the path; Envoy's default is off, Istio's on. */
  readonly normalizePath?: boolean;
  readonly mergeSlashes?: boolean;
  readonly escapedSlashes?: 'KEEP_UNCHANGED' | 'REJECT_REQUEST' | 'UNESCAPE_AND_REDIRECT' | 'UNESCAPE_AND_FORWARD';
  /** From `stderrAccessLog` or `fileAccessLog`. */
  readonly accessLog?: readonly Extension[];
  /** Kibibytes; Envoy's default is 60. */
  readonly maxRequestHeadersKb?: number;
  /** Lets CONNECT through to the routes, over HTTP/1.1 and, extended (RFC 8441), over HTTP/2. */
  readonly allowConnect?: boolean;
  /** Any other field of the message; wins over the options above. */
  readonly fields?: Proto;
}

/**
 * The network filter that speaks HTTP
 * (envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager).
 */
export function httpConnectionManager(options: HttpConnectionManagerOptions): Extension {
  return extension(
    'envoy.filters.network.http_connection_manager',
    'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
    {
      stat_prefix: options.statPrefix ?? 'http',
      route_config: {
        name: 'local',
        virtual_hosts: options.virtualHosts,
        ...given({ ignore_port_in_host_matching: options.ignorePort }),
      },
      http_filters: [...(options.httpFilters ?? []), routerFilter()],
      ...given({
        normalize_path: options.normalizePath,
        merge_slashes: options.mergeSlashes,
        path_with_escaped_slashes_action: options.escapedSlashes,
        access_log: options.accessLog,
        max_request_headers_kb: options.maxRequestHeadersKb,
      }),
      ...(options.allowConnect === true
        ? { upgrade_configs: [{ upgrade_type: 'CONNECT' }], http2_protocol_options: { allow_connect: true } }
        : {}),
      ...options.fields,
    },
  );
}
