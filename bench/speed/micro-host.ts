import { readFileSync } from 'node:fs';

/** A module in V8 with nothing around it, for one path. */
export interface MicroHost {
  /** Whether the module accepted its configuration. */
  readonly accepted: boolean;
  /** Runs what Envoy calls for a request without body and its answer, `count` times. */
  serve(count: number): void;
  setPath(path: string): void;
  /** The last path that the module wrote; undefined when it has not. */
  written(): string | undefined;
  /** Bytes of linear memory. */
  memory(): number;
}

const pluginConfiguration = 7;
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
type Callback = (...values: number[]) => number;

/**
 * Instantiates a module with the least host that lets it do its job. tools/host checks every call as Envoy does, which costs more
 * than the module: it would hide what is measured here.
 */
export function microHost(file: string, configuration: string): MicroHost {
  let path = latin1('/');
  let replaced: readonly [number, number] | undefined;
  const root = latin1('bench');
  const method = latin1('GET');
  const settings = latin1(configuration);
  const put = (value: Uint8Array, pointer: number, size: number): number => {
    const at = value.length === 0 ? 0 : allocate(value.length);
    bytes().set(value, at);
    words()[pointer >>> 2] = at;
    words()[size >>> 2] = value.length;
    return 0;
  };
  const env: Record<string, Callback> = {
    proxy_get_header_map_value: (_, _name, length, pointer, size) => {
      // Of the names that modules read only `:path` has a value; `:method` is always GET.
      if (length === 5) return put(path, pointer!, size!);
      return length === 7 ? put(method, pointer!, size!) : 1;
    },
    proxy_replace_header_map_value: (_, _name, _length, value, size) => {
      replaced = [value!, size!];
      return 0;
    },
    proxy_get_property: (_, _length, pointer, size) => put(root, pointer!, size!),
    proxy_get_buffer_bytes: (type, _, _size, pointer, size) => {
      return type === pluginConfiguration && settings.length > 0 ? put(settings, pointer!, size!) : 1;
    },
  };
  const wasi: Record<string, Callback> = {
    environ_sizes_get: (count, size) => ((words()[count! >>> 2] = 0), (words()[size! >>> 2] = 0), 0),
    proc_exit: (code) => {
      throw new Error(`the module ended with ${code}`);
    },
  };
  const module = new WebAssembly.Module(readFileSync(file));
  const imports: Record<string, Record<string, Callback>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = (from === 'env' ? env : wasi)[name] ?? (() => 0);
  }
  const exported = new WebAssembly.Instance(module, imports).exports as Record<string, Callback | undefined>;
  const memory = exported['memory'] as unknown as WebAssembly.Memory;
  const allocate = (exported['proxy_on_memory_allocate'] ?? exported['malloc'])!;
  let viewed = new Uint8Array(memory.buffer);
  let viewedWords = new Uint32Array(memory.buffer);
  const bytes = (): Uint8Array => (viewed.length === 0 ? ((viewed = new Uint8Array(memory.buffer)), viewed) : viewed);
  const words = (): Uint32Array => {
    if (viewedWords.length === 0) viewedWords = new Uint32Array(memory.buffer);
    return viewedWords;
  };

  const none: Callback = () => 1;
  const on = (name: string): Callback => exported[`proxy_on_${name}`] ?? none;
  (exported['_initialize'] ?? exported['_start'] ?? none)();
  on('context_create')(1, 0);
  on('vm_start')(1, 0);
  const accepted = on('configure')(1, settings.length) !== 0;
  const [create, request, response, body] = [
    'context_create',
    'request_headers',
    'response_headers',
    'response_body',
  ].map(on);
  const [done, log, remove] = ['done', 'log', 'delete'].map(on);
  let stream = 2;
  return {
    accepted,
    serve(count) {
      for (const last = stream + count; stream < last; stream++) {
        create!(stream, 1);
        request!(stream, 8, 1);
        response!(stream, 4, 0);
        body!(stream, 3, 1);
        done!(stream);
        log!(stream);
        remove!(stream);
      }
    },
    setPath: (text) => ((path = latin1(text)), (replaced = undefined)),
    written() {
      if (replaced === undefined) return undefined;
      const [at, size] = replaced;
      return Buffer.from(bytes().slice(at, at + size)).toString('latin1');
    },
    memory: () => memory.buffer.byteLength,
  };
}
