import type { HttpConnectionManagerOptions } from '../../tools/envoy/http-connection-manager.ts';

/** A way to serve a request: what a row of a table measures. */
export interface Variant {
  /** Also the name of its listener. */
  readonly id: string;
  readonly title: string;
  /** Its listener speaks TLS. */
  readonly tls?: boolean;
  /** Modules that it needs; it is left out where one is absent. */
  readonly modules?: readonly string[];
  /** Plugins with the same word share a VM; a VM a module when left out. Valgrind has room for few VMs. */
  readonly vm?: string;
  /** What is added to the HTTP connection manager. */
  readonly settings: (file: (module: string) => string) => Partial<HttpConnectionManagerOptions>;
  /** Each sent once before anything is measured: what does not do its job is not measured. */
  readonly probes?: readonly Probe[];
}

export interface Probe {
  readonly path: string;
  /** `probeHost` when left out, whose answers tell the path. */
  readonly host?: string;
  /** Server name of the connection, where the listener speaks TLS; `loadHost` when left out. */
  readonly sni?: string;
  /** The path that the route saw, where the answer tells it, else the status. */
  readonly seen: string;
}

/** The row without a filter that a variant is compared with: the cost of a row is what it adds to that one. */
export function baselineOf({ tls = false }: Variant): string {
  return tls ? 'none-tls' : 'none';
}

export function isBaseline(variant: Variant): boolean {
  return variant.id === baselineOf(variant);
}
