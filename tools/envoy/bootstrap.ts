import { given } from './proto.ts';
import type { Proto } from './proto.ts';
import type { Listener } from './listener.ts';

/** Envoy's configuration at start (envoy.config.bootstrap.v3.Bootstrap), in JSON form. */
export type Bootstrap = Proto;

export interface BootstrapOptions {
  /** Listeners that are there from the start and stay; those that change are given to `startEnvoy`. */
  readonly listeners?: readonly Listener[];
  readonly clusters?: readonly Proto[];
  /**
   * Acts like Istio where stock Envoy differs: a fragment in the path is cut off instead of refused
   * (envoy.reloadable_features.http_reject_path_with_fragment), and large regular expressions pass. True when left out.
   */
  readonly likeIstio?: boolean;
  /** Runtime keys to set on top of those. */
  readonly runtime?: Proto;
  /** Any other field of the message. */
  readonly fields?: Proto;
}

// Istio gives both to every proxy (runtime flags of its pkg/bootstrap).
const istioRuntime = {
  'envoy.reloadable_features.http_reject_path_with_fragment': false,
  're2.max_program_size.error_level': 32_768,
};

/** A bootstrap; `startEnvoy` adds the admin listener. */
export function bootstrap(options: BootstrapOptions): Bootstrap {
  const runtime = { ...(options.likeIstio === false ? {} : istioRuntime), ...options.runtime };
  return {
    node: { id: 'portcullis', cluster: 'portcullis' },
    static_resources: given({ listeners: options.listeners, clusters: options.clusters }),
    layered_runtime: { layers: [{ name: 'static', static_layer: runtime }] },
    ...options.fields,
  };
}
