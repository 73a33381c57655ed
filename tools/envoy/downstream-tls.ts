import { extension, given } from './proto.ts';
import type { Extension } from './proto.ts';

export interface DownstreamTlsOptions {
  /** PEM of the server's certificate. */
  readonly cert: string;
  /** PEM of its private key. */
  readonly key: string;
  /** `h2` and `http/1.1` when left out. */
  readonly alpn?: readonly string[];
  /** PEM of the authority that must have signed the client's certificate; no certificate is asked for when left out. */
  readonly clientCa?: string;
}

/** TLS for a filter chain (envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext), certificates inline. */
export function downstreamTls(options: DownstreamTlsOptions): Extension {
  return extension(
    'envoy.transport_sockets.tls',
    'envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
    given({
      common_tls_context: given({
        alpn_protocols: options.alpn ?? ['h2', 'http/1.1'],
        tls_certificates: [
          { certificate_chain: { inline_string: options.cert }, private_key: { inline_string: options.key } },
        ],
        validation_context:
          options.clientCa === undefined ? undefined : { trusted_ca: { inline_string: options.clientCa } },
      }),
      require_client_certificate: options.clientCa === undefined ? undefined : true,
    }),
  );
}
