import type { Listener } from '../../../tools/envoy/listener.ts';
import { extension } from '../../../tools/envoy/proto.ts';
import type { Extension, Proto } from '../../../tools/envoy/proto.ts';

/**
 * A listener for HTTP/3 on a free UDP port of 127.0.0.1. Its chains need `quicTls` and a connection manager with
 * `http3Fields`. There are no listener filters: QUIC itself tells the SNI.
 */
export function quicListener(name: string, filterChains: readonly Proto[]): Listener {
  return {
    name,
    address: { socket_address: { protocol: 'UDP', address: '127.0.0.1', port_value: 0 } },
    udp_listener_config: { quic_options: {} },
    // Else Linux may give two of them one free port, of this Envoy or another one's: it lets sockets with SO_REUSEPORT share it.
    enable_reuse_port: false,
    filter_chains: filterChains,
  };
}

/**
 * TLS as QUIC has it (envoy.extensions.transport_sockets.quic.v3.QuicDownstreamTransport), from what
 * `downstreamTls({ alpn: ['h3'], ... })` gives.
 */
export function quicTls(tls: Extension): Extension {
  const { '@type': _, ...context } = tls.typed_config;
  return extension(
    'envoy.transport_sockets.quic',
    'envoy.extensions.transport_sockets.quic.v3.QuicDownstreamTransport',
    { downstream_tls_context: context },
  );
}

/** Fields of a connection manager that speaks HTTP/3, extended CONNECT (RFC 9220) included. */
export const http3Fields: Proto = {
  codec_type: 'HTTP3',
  http3_protocol_options: { allow_extended_connect: true },
};
