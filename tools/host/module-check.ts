import { userFailure } from '../model/failure.ts';
import type { HostFunctions } from './host-functions.ts';
import { callbackSignatures, envSignatures, wasiSignatures } from './signatures.ts';
import type { Signature, WasmTypes } from './wasm-types.ts';

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

const OLD_HEADERS = ['proxy_on_request_headers', 'proxy_on_response_headers'];

/** The ABI version that the module says it was built for, by its exported marker function. */
export function abiVersion(module: WebAssembly.Module): AbiVersion {
  for (const { name, kind } of WebAssembly.Module.exports(module)) {
    const version = kind === 'function' && Object.hasOwn(MARKERS, name) ? MARKERS[name] : undefined;
    if (version !== undefined) return version;
  }
  throw userFailure({
    what: 'found no proxy-wasm module: it exports none of ' + Object.keys(MARKERS).join(', '),
    where: 'module',
    hint: 'build it with a proxy-wasm SDK, or export an empty function proxy_abi_version_0_2_1',
  });
}

/**
 * The import object with nothing but what the module asks for. A user failure names every import that Envoy would not
 * find either, or not in that form. Without `types` (a module that came compiled) the forms are not compared.
 */
export function resolveImports(
  module: WebAssembly.Module,
  abi: AbiVersion,
  offered: Readonly<Record<string, HostFunctions>>,
  types: WasmTypes | undefined,
): WebAssembly.Imports {
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
  const wrong: string[] = [];
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    const key = `${from}.${name}`;
    const memory = types?.memories.get(key);
    const offer =
      Object.hasOwn(offered, from) && Object.hasOwn(offered[from]!, name) ? offered[from]![name] : undefined;
    const known = from === 'env' ? envSignatures[name] : wasiSignatures[name];
    const wanted = types?.imports.get(key) ?? known;
    if (kind === 'memory' && memory !== undefined) (imports[from] ??= {})[name] = new WebAssembly.Memory(memory);
    else if (kind !== 'function') wrong.push(`${key} (a ${kind})`);
    else if (offer === undefined || !(ONLY[name]?.includes(abi) ?? true)) wrong.push(key);
    else if (known !== undefined && differs(wanted, known))
      wrong.push(`${key} (of type ${shown(wanted ?? known)}, it is ${shown(known)})`);
    else (imports[from] ??= {})[name] = offer;
  }
  if (wrong.length === 0) return imports;
  throw userFailure({
    what: `found ${wrong.length === 1 ? 'an import' : `${wrong.length} imports`} that a proxy-wasm ${abi} host does not offer: ${wrong.join(', ')}`,
    where: 'module',
    hint: hint(wrong),
  });
}

/** Refuses callbacks whose type is not that of the ABI, as Envoy does. */
export function checkExports(types: WasmTypes, abi: AbiVersion): void {
  const wrong: string[] = [];
  for (const [name, found] of types.exports) {
    const old = abi === '0.1.0' && OLD_HEADERS.includes(name);
    const expected = old ? 'ii:i' : Object.hasOwn(callbackSignatures, name) ? callbackSignatures[name] : undefined;
    if (expected !== undefined && differs(found, expected))
      wrong.push(`${name} (of type ${shown(found)}, it is ${shown(expected)})`);
  }
  if (wrong.length === 0) return;
  throw userFailure({ what: `found callbacks of another type than the ABI's: ${wrong.join(', ')}`, where: 'module' });
}

function differs(found: Signature | undefined, expected: Signature): boolean {
  return found !== undefined && !found.includes('?') && found !== expected;
}

function hint(wrong: readonly string[]): string {
  if (wrong.includes('env.abort'))
    return 'AssemblyScript: compile with --use abort= or with an abort function of your own';
  return 'Envoy refuses the module for the same reason';
}

const NAMES: Readonly<Record<string, string>> = { i: 'i32', I: 'i64', f: 'f32', F: 'f64', v: 'v128' };

/** `iI:i` as `(i32 i64) -> i32`. */
function shown(signature: Signature): string {
  const [parameters = '', results = ''] = signature.split(':');
  const names = (letters: string): string => Array.from(letters, (letter) => NAMES[letter] ?? letter).join(' ');
  return `(${names(parameters)}) -> ${results === '' ? 'nothing' : names(results)}`;
}
