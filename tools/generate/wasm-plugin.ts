import { eachGuard } from './guard.ts';
import { pluginManifests, pluginSettings, type PluginKind } from './plugin-manifest.ts';
import type { Target } from './target.ts';

/** Manifests of kind WasmPlugin (https://istio.io/docs/reference/config/proxy_extensions/wasm-plugin/). */
export const wasmPlugin: Target<typeof pluginSettings> = {
  id: 'wasm-plugin',
  summary: 'WasmPlugin: the filter by the API made for it, fetched and checked by the proxy agent',
  examples: [
    'portcullis generate wasm-plugin --filter normalizer --url oci://registry.example/portcullis/normalizer@sha256:HEX',
    'portcullis generate wasm-plugin --filter misdirected-guard --url https://files.example/misdirected-guard.wasm --plugin-config guard.yaml',
    'portcullis generate wasm-plugin --guard -f manifests/ --url https://files.example/misdirected-guard.wasm -o yaml=guard.yaml',
    'portcullis generate wasm-plugin --values normalizer-values.yaml -o yaml=normalizer.yaml',
  ],
  reads: 'both',
  settings: pluginSettings,
  generate(input, options) {
    return eachGuard(input, options, (...one) => pluginManifests(form, ...one));
  },
};

const form: PluginKind = {
  kind: 'WasmPlugin',
  spec({ pluginName, failStrategy, pluginConfig, ...module }, { selector, targetRefs, ...place }) {
    return {
      ...(selector === undefined ? { targetRefs } : { selector }),
      ...module,
      phase: place['phase'],
      priority: place['priority'],
      pluginName,
      failStrategy,
      ...(place['match'] !== undefined && { match: place['match'] }),
      pluginConfig,
    };
  },
};
