/** Where an Envoy was found. */
export type EnvoySource = '--envoy' | 'ENVOY_BIN' | 'PATH' | 'cache' | 'pip' | 'ENVOY_IMAGE' | 'default image';

export interface EnvoyBinary {
  readonly kind: 'binary';
  /** Absolute. */
  readonly path: string;
  /** `major.minor.patch`. */
  readonly version: string;
  readonly source: EnvoySource;
}

export interface EnvoyContainer {
  readonly kind: 'container';
  readonly image: string;
  readonly version: string;
  readonly source: EnvoySource;
  /** Absolute path of the Docker client. */
  readonly docker: string;
}

/** An Envoy that can be started. */
export type Envoy = EnvoyBinary | EnvoyContainer;
