import type { Deployment, Instance } from './instances.ts';

/** A path inside the proxy container, or what Istio's agent fetches and then writes to one. */
export type Code = { readonly file: string } | { readonly url: string; readonly sha256: string | undefined };

export const wasmTypeUrl = 'type.googleapis.com/envoy.extensions.filters.http.wasm.v3.Wasm';

const failurePolicies: Record<Deployment['failStrategy'], string> = {
  FAIL_CLOSE: 'FAIL_CLOSED',
  FAIL_OPEN: 'FAIL_OPEN',
  FAIL_RELOAD: 'FAIL_RELOAD',
};

export interface WasmFilter {
  readonly instance: Instance;
  readonly code: Code;
  readonly vmId: string;
  readonly failStrategy: Deployment['failStrategy'];
}

/**
 * Configuration of Envoy's Wasm filter as JSON (envoy.extensions.filters.http.wasm.v3.Wasm, PluginConfig and VmConfig
 * of envoy.extensions.wasm.v3). Istio drops an unknown field of it with a mere warning.
 */
export function wasmFilterConfig({ instance, code, vmId, failStrategy }: WasmFilter): Record<string, unknown> {
  return {
    '@type': wasmTypeUrl,
    config: {
      name: instance.name,
      root_id: instance.name,
      failure_policy: failurePolicies[failStrategy],
      vm_config: { vm_id: vmId, runtime: 'envoy.wasm.runtime.v8', code: codeConfig(code) },
      configuration: {
        '@type': 'type.googleapis.com/google.protobuf.StringValue',
        value: JSON.stringify(instance.config),
      },
    },
  };
}

function codeConfig(code: Code): Record<string, unknown> {
  if ('file' in code) return { local: { filename: code.file } };
  // The agent fetches the URL itself and needs no cluster; the API wants the name of one.
  const uri = { uri: code.url, cluster: '_', timeout: '30s' };
  return { remote: { http_uri: uri, ...(code.sha256 !== undefined && { sha256: code.sha256 }) } };
}
