import { createVm, type Root, type Stream, type Vm } from '../../../tools/host/index.ts';
import { jsonBytes } from '../cases/case-row.ts';
import { filterWasm } from '../cases/filter-wasm.ts';

const modules = new Map<string, Promise<WebAssembly.Module>>();

/** A VM of build/<name>.wasm. */
export async function vmOf(name: 'gateway' | 'misdirected-guard' | 'normalizer'): Promise<Vm> {
  const module = modules.get(name) ?? WebAssembly.compile(filterWasm(name));
  modules.set(name, module);
  return createVm({ module: await module });
}

/** @throws Error where the filter refuses the configuration. */
export function rootOf(vm: Vm, configuration: unknown): Root {
  const root = vm.createRoot({ configuration: Buffer.from(jsonBytes(configuration), 'latin1') });
  if (!root.configured) throw new Error(vm.failed ?? vm.logs.at(-1)?.message ?? 'not configured');
  return root;
}

export interface Asked {
  readonly sni: string;
  readonly tls: boolean;
  readonly headers: readonly (readonly [string, string])[];
  readonly endOfStream: boolean;
}

/** The stream after the filter has judged its headers. */
export function judge(root: Root, { sni, tls, headers, endOfStream }: Asked): Stream {
  const properties = { 'connection.requested_server_name': sni, ...(tls && { 'connection.tls_version': 'TLSv1.3' }) };
  const stream = root.createStream({ headers, properties });
  stream.requestHeaders(endOfStream);
  stream.finish();
  return stream;
}
