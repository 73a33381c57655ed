import { createVm, type Stream, type Vm } from '../../../tools/host/index.ts';
import { filterWasm } from './filter-wasm.ts';
import { jsonBytes } from './case-row.ts';

export interface Normalizer {
  readonly vm: Vm;
  /** The `:path` that goes on, null when the filter answered the request itself. Headers are added to or replace the usual ones. */
  path(path: string, headers?: Readonly<Record<string, string>>): string | null;
  /** The same with all that happened to the stream. */
  request(path: string, headers?: Readonly<Record<string, string>>): Stream;
}

let module: Promise<WebAssembly.Module> | undefined;

export function normalizerModule(): Promise<WebAssembly.Module> {
  module ??= WebAssembly.compile(filterWasm('normalizer'));
  return module;
}

/** build/normalizer.wasm with one configuration, in a VM of its own. */
export async function normalizer(configuration: unknown): Promise<Normalizer> {
  const vm = await createVm({ module: await normalizerModule() });
  const root = vm.createRoot({ configuration: Buffer.from(jsonBytes(configuration), 'latin1') });
  if (!root.configured) throw new Error(vm.logs.at(-1)?.message ?? 'not configured');
  const request = (path: string, headers: Readonly<Record<string, string>> = {}): Stream => {
    const all = { ':method': 'GET', ':path': path, ':authority': 'a.example.com', ...headers };
    const stream = root.createStream({ headers: Object.entries(all) });
    stream.requestHeaders(true);
    stream.finish();
    return stream;
  };
  return { vm, request, path: (path, headers) => pathOf(request(path, headers)) };
}

/** The `:path` that goes on, or null. */
export function pathOf(stream: Stream): string | null {
  if (stream.localReply !== undefined) return null;
  return stream.headers.find(([name]) => name === ':path')?.[1] ?? '';
}
