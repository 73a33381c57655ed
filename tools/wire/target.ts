/** Where a raw client connects to, and how. */
export interface WireTarget {
  readonly port: number;
  /** IP address or name; `127.0.0.1` when left out. */
  readonly host?: string;
  /** TLS when given, even as `{}`; plain TCP otherwise. */
  readonly tls?: WireTls;
  /** Bound on opening the connection and on each exchange, in milliseconds; 10,000 when left out. */
  readonly timeoutMs?: number;
  /** Source address of the connection, e.g. `127.0.0.2`. */
  readonly localAddress?: string;
}

export interface WireTls {
  /** Server name of the ClientHello (RFC 6066 section 3), up to 255 ASCII bytes sent as given; none is sent when null or left out. */
  readonly sni?: string | null;
  /**
   * PEM of the authority that must have signed the server's certificate; any certificate will do when left out.
   * The certificate's names are never compared with the SNI: sending an SNI unlike them is what this client is for.
   */
  readonly ca?: string;
  /** PEM of the client's certificate, with `key`. */
  readonly cert?: string;
  /** PEM of the client's private key, with `cert`. */
  readonly key?: string;
}

/** Milliseconds that opening a connection, and each exchange on it, may take. */
export function timeoutOf(target: WireTarget): number {
  return target.timeoutMs ?? 10_000;
}

/** The authority to name when a request names none: the SNI, else the address. */
export function authorityOf(target: WireTarget): string {
  return target.tls?.sni ?? `${target.host ?? '127.0.0.1'}:${target.port}`;
}
