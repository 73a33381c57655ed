import type { HttpConnectionManagerOptions } from '../../tools/envoy/http-connection-manager.ts';

/** A way to serve a request: what a row of a table measures. */
export interface Variant {
  /** Also the name of its listener. */
  readonly id: string;
  readonly title: string;
  /** Modules that it needs; it is left out where one is absent. */
  readonly modules?: readonly string[];
  /** Plugins with the same word share a VM; the first module when left out. Valgrind has room for few VMs. */
  readonly vm?: string;
  /** What is added to the HTTP connection manager. */
  readonly settings: (file: (module: string) => string) => Partial<HttpConnectionManagerOptions>;
  /** Sent once before anything is measured: what does not do its job is not measured. */
  readonly probe?: { readonly path: string; readonly seen: string };
}
