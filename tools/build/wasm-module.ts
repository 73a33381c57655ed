import { createHash } from 'node:crypto';
import { userFailure } from '../model/failure.ts';

export interface ModuleFacts {
  readonly size: number;
  readonly sha256: string;
  readonly abi: string;
  readonly imports: readonly string[];
  readonly exports: readonly string[];
}

const abiMarkers: Readonly<Record<string, string>> = {
  proxy_abi_version_0_1_0: '0.1.0',
  proxy_abi_version_0_2_0: '0.2.0',
  proxy_abi_version_0_2_1: '0.2.1',
};

/**
 * What a compiled filter is, read from its bytes.
 *
 * @throws userFailure when it is no WebAssembly module, or no proxy-wasm one: Envoy would refuse it with "unknown ABI".
 */
export async function describeModule(bytes: Uint8Array<ArrayBuffer>, file: string): Promise<ModuleFacts> {
  let module: WebAssembly.Module;
  try {
    module = await WebAssembly.compile(bytes);
  } catch (error) {
    throw userFailure({ what: `found no valid WebAssembly module: ${(error as Error).message}`, where: file });
  }
  const exports = WebAssembly.Module.exports(module).map(({ name }) => name);
  const marker = exports.find((name) => abiMarkers[name] !== undefined);
  if (marker === undefined) {
    throw userFailure({
      what: 'found no proxy-wasm ABI marker among the exports',
      where: file,
      hint: `export function proxy_abi_version_0_2_1(): void {} from the filter's entry file`,
    });
  }
  return {
    size: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    abi: abiMarkers[marker] ?? '',
    imports: WebAssembly.Module.imports(module)
      .map(({ module: from, name }) => `${from}.${name}`)
      .toSorted(),
    exports: exports.toSorted(),
  };
}
