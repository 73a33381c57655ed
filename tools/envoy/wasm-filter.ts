import { any, extension, given } from './proto.ts';
import type { Extension, Proto } from './proto.ts';

export interface WasmFilterOptions {
  /** Name of the plugin: it stands in Envoy's log lines. */
  readonly name: string;
  /** The module: a file that Envoy reads, or its bytes. */
  readonly module: { readonly file: string } | { readonly bytes: Uint8Array };
  /** What the plugin reads as its configuration: a string as it is, anything else as JSON; nothing when left out. */
  readonly configuration?: unknown;
  /** Plugins with the same module, vm id and vm configuration share a VM, as in Istio; empty when left out. */
  readonly vmId?: string;
  /** Empty when left out. */
  readonly rootId?: string;
  /** `FAIL_CLOSED` when left out: a plugin that cannot start refuses the listener, one that traps refuses requests. */
  readonly failurePolicy?: 'FAIL_CLOSED' | 'FAIL_OPEN' | 'FAIL_RELOAD';
  /** Environment variables of the VM; different ones keep two plugins of one module apart. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Name of the HTTP filter; `envoy.filters.http.wasm` when left out. */
  readonly filterName?: string;
}

/** A Wasm module as an HTTP filter (envoy.extensions.filters.http.wasm.v3.Wasm), run by V8. */
export function wasmFilter(options: WasmFilterOptions): Extension {
  return extension(
    options.filterName ?? 'envoy.filters.http.wasm',
    'envoy.extensions.filters.http.wasm.v3.Wasm',
    wasmFields(options),
  );
}

function wasmFields(options: WasmFilterOptions): Proto {
  const { module, configuration } = options;
  const text = typeof configuration === 'string' ? configuration : JSON.stringify(configuration);
  return {
    config: given({
      name: options.name,
      root_id: options.rootId ?? '',
      failure_policy: options.failurePolicy ?? 'FAIL_CLOSED',
      configuration: configuration === undefined ? undefined : any('google.protobuf.StringValue', { value: text }),
      vm_config: given({
        vm_id: options.vmId,
        runtime: 'envoy.wasm.runtime.v8',
        code: {
          local: 'file' in module ? { filename: module.file } : { inline_bytes: base64(module.bytes) },
        },
        environment_variables: options.environment && { key_values: options.environment },
      }),
    }),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
