/**
 * Why an exchange did not end well:
 * - `refused`: nobody listens, or the address cannot be reached.
 * - `tls`: the handshake failed, or the server ended the session with an alert (as for a missing client certificate); also an
 *   HTTP/2 server that closed before its settings.
 * - `closed`: the server closed or reset the connection or the stream before the response was complete.
 * - `timeout`: no complete response in time.
 * - `malformed`: what arrived is no HTTP response.
 */
export type WireTrouble = 'closed' | 'refused' | 'timeout' | 'tls' | 'malformed';

/** A WireTrouble as an error: `openH1` and `openH2` reject with it, all else turns it into a WireResponse. */
export class WireFault extends Error {
  readonly trouble: WireTrouble;

  constructor(trouble: WireTrouble, detail: string) {
    super(detail);
    this.name = 'WireFault';
    this.trouble = trouble;
  }
}

const unreachable = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EADDRNOTAVAIL', 'EAI_AGAIN']);

/** Sorts an error of node:net, node:tls or node:http2. */
export function faultOf(error: unknown): WireFault {
  if (error instanceof WireFault) return error;
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (unreachable.has(code)) return new WireFault('refused', message);
  if (isTlsCode(code)) return new WireFault('tls', message);
  if (code === 'ERR_HTTP2_ERROR') return new WireFault('malformed', message);
  return new WireFault('closed', message === '' ? code : message);
}

// Verification errors carry OpenSSL's own names (openssl-verification-options(1)), as node:tls documents under "X509 certificate error codes".
function isTlsCode(code: string): boolean {
  return /^(ERR_SSL_|ERR_TLS_|UNABLE_TO_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_(CA|PURPOSE)|PATH_LENGTH_)/.test(code);
}
