export interface EnvoyImage {
  /** Path of the Envoy binary (Linux, the engine's architecture). */
  readonly envoy: string;
  /** Name to give the image, e.g. `envoyproxy/envoy:v1.40.0`. */
  readonly tag: string;
  /** Environment of the Docker client. */
  readonly env: NodeJS.ProcessEnv;
}

/** @throws Error with Docker's own words. */
export function importEnvoyImage(image: EnvoyImage): Promise<void>;
