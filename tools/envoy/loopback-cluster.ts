import { any } from './proto.ts';
import type { Proto } from './proto.ts';

/** A static cluster of one endpoint on 127.0.0.1, spoken to in HTTP/1.1, or in HTTP/2 without TLS. */
export function loopbackCluster(name: string, port: number, options: { readonly http2?: boolean } = {}): Proto {
  const protocol = options.http2 === true ? 'http2_protocol_options' : 'http_protocol_options';
  const endpoint = { address: { socket_address: { address: '127.0.0.1', port_value: port } } };
  return {
    name,
    type: 'STATIC',
    connect_timeout: '1s',
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [{ endpoint }] }] },
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': any(
        'envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
        { explicit_http_config: { [protocol]: {} } },
      ),
    },
  };
}
