import { eachGuard } from './guard.ts';
import { joined } from './joined.ts';
import { pluginManifests, pluginSettings, type PluginKind } from './plugin-manifest.ts';
import type { Note, Target } from './target.ts';

/**
 * Manifests of kind TrafficExtension (https://istio.io/docs/reference/config/proxy_extensions/traffic_extension/), the API that
 * Istio turns every WasmPlugin into (seen on 1.31).
 */
export const trafficExtension: Target<typeof pluginSettings> = {
  id: 'traffic-extension',
  summary: 'TrafficExtension: the same filter by the newer API, where the cluster has it',
  examples: [
    'portcullis generate traffic-extension --filter normalizer --url oci://registry.example/portcullis/normalizer@sha256:HEX',
    'portcullis generate traffic-extension --guard -f manifests/ --url https://files.example/misdirected-guard.wasm',
  ],
  reads: 'both',
  settings: pluginSettings,
  generate(input, options) {
    return joined([eachGuard(input, options, (...one) => pluginManifests(form, ...one))], [note]);
  },
};

const note: Note = {
  level: 'note',
  text: 'TrafficExtension came with Istio 1.30: "kubectl get crd trafficextensions.extensions.istio.io" tells whether the cluster has it; if not: portcullis generate wasm-plugin',
};

const form: PluginKind = {
  kind: 'TrafficExtension',
  spec: (wasm, place) => ({ ...place, wasm }),
};
