import { userFailure } from '../model/failure.ts';
import type { HostFunctions } from './host-functions.ts';

export type AbiVersion = '0.1.0' | '0.2.0' | '0.2.1';

const MARKERS: Readonly<Record<string, AbiVersion>> = {
  proxy_abi_version_0_1_0: '0.1.0',
  proxy_abi_version_0_2_0: '0.2.0',
  proxy_abi_version_0_2_1: '0.2.1',
};

/** Host functions that Envoy offers to modules of some ABI versions only. */
const ONLY: Readonly<Record<string, readonly AbiVersion[]>> = {
  proxy_get_configuration: ['0.1.0'],
  proxy_continue_request: ['0.1.0'],
  proxy_continue_response: ['0.1.0'],
  proxy_clear_route_cache: ['0.1.0'],
  proxy_continue_stream: ['0.2.0', '0.2.1'],
  proxy_close_stream: ['0.2.0', '0.2.1'],
  proxy_get_log_level: ['0.2.1'],
};

/** The ABI version that the module says it was built for, by its exported marker function. */
export function abiVersion(module: WebAssembly.Module): AbiVersion {
  for (const { name, kind } of WebAssembly.Module.exports(module)) {
    const version = kind === 'function' ? MARKERS[name] : undefined;
    if (version !== undefined) return version;
  }
  throw userFailure({
    what: 'found no proxy-wasm module: it exports none of ' + Object.keys(MARKERS).join(', '),
    where: 'module',
    hint: 'build it with a proxy-wasm SDK, or export an empty function proxy_abi_version_0_2_1',
  });
}

/** The import object, with nothing but what the module asks for; names every import that Envoy would not find either. */
export function resolveImports(
  module: WebAssembly.Module,
  abi: AbiVersion,
  offered: Readonly<Record<string, HostFunctions>>,
): WebAssembly.Imports {
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
  const missing: string[] = [];
  for (const wanted of WebAssembly.Module.imports(module)) {
    const known = Object.hasOwn(offered, wanted.module) && Object.hasOwn(offered[wanted.module]!, wanted.name);
    const allowed = ONLY[wanted.name]?.includes(abi) ?? true;
    if (wanted.kind === 'function' && known && allowed) {
      (imports[wanted.module] ??= {})[wanted.name] = offered[wanted.module]![wanted.name]!;
    } else {
      missing.push(`${wanted.module}.${wanted.name}${wanted.kind === 'function' ? '' : ` (a ${wanted.kind})`}`);
    }
  }
  if (missing.length === 0) return imports;
  throw userFailure({
    what: `found ${missing.length} imports that a proxy-wasm ${abi} host does not offer: ${missing.join(', ')}`,
    where: 'module',
    hint: missing.includes('env.abort')
      ? 'compile AssemblyScript with --use abort=... of your own'
      : 'Envoy refuses such a module too',
  });
}
