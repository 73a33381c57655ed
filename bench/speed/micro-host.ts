import { readFileSync } from 'node:fs';
import { encodePairs } from '../../tools/host/pairs.ts';
import { loadHost, type BenchCase } from './cases.ts';

/** A module in V8 with nothing around it, for one request. */
export interface MicroHost {
  /** Whether the module accepted its configuration. */
  readonly accepted: boolean;
  /** Milliseconds that it took to read it. */
  readonly configureMs: number;
  /** Runs what Envoy calls for a request without body and its answer, `count` times. */
  serve(count: number): void;
  /** The request to serve; the server name of its connection is `loadHost`. */
  setRequest(request: BenchCase): void;
  /** The last path that the module wrote; undefined when it has not. */
  written(): string | undefined;
  /** The last status that the module answered with itself; undefined when it has not. */
  answered(): number | undefined;
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
  let authority = latin1(loadHost);
  let pairs: Uint8Array = new Uint8Array();
  let replaced: readonly [number, number] | undefined;
  let status: number | undefined;
  let flag: Uint8Array | undefined;
  const flagSize = 'portcullis.sni.'.length + 24;
  /** The digits at the end tell flags apart. */
  const isFlag = (name: number): boolean => {
    if (flag === undefined) return false;
    for (let i = flagSize - 8; i < flagSize; i++) if (bytes()[name + i] !== flag[i]) return false;
    return true;
  };
  const nothing = new Uint8Array();
  const root = latin1('bench');
  const sni = latin1(loadHost);
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
      // By the length of the name: of those that modules read only three have a value.
      if (length === ':path'.length) return put(path, pointer!, size!);
      if (length === ':authority'.length) return put(authority, pointer!, size!);
      return length === ':method'.length ? put(method, pointer!, size!) : 1;
    },
    proxy_get_header_map_pairs: (_, pointer, size) => put(pairs, pointer!, size!),
    proxy_send_local_response: (code) => ((status = code), 0),
    proxy_replace_header_map_value: (_, _name, _length, value, size) => {
      replaced = [value!, size!];
      return 0;
    },
    proxy_get_property: (name, length, pointer, size) => {
      if (length === flagSize) return isFlag(name!) ? put(nothing, pointer!, size!) : 1;
      if (length === 'plugin_root_id'.length) return put(root, pointer!, size!);
      return length === 'connection.requested_server_name'.length ? put(sni, pointer!, size!) : 1;
    },
    // What the guard remembers of a connection (assembly/abi/connection-flag.ts): here all requests come on one.
    proxy_set_property: (name, length) => {
      if (length === flagSize) flag = bytes().slice(name!, name! + flagSize);
      return 0;
    },
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
  const start = performance.now();
  const accepted = on('configure')(1, settings.length) !== 0;
  const configureMs = performance.now() - start;
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
    configureMs,
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
    setRequest({ path: target, host = loadHost }) {
      path = latin1(target);
      authority = latin1(host);
      pairs = encodePairs(requestHeaders(target, host));
      [replaced, status] = [undefined, undefined];
    },
    answered: () => status,
    written() {
      if (replaced === undefined) return undefined;
      const [at, size] = replaced;
      return Buffer.from(bytes().slice(at, at + size)).toString('latin1');
    },
    memory: () => memory.buffer.byteLength,
  };
}

/** In the order in which Envoy keeps those of h2load. */
function requestHeaders(path: string, host: string): [string, string][] {
  return [
    [':method', 'GET'],
    [':path', path],
    [':scheme', 'https'],
    [':authority', host],
    ['user-agent', 'h2load nghttp2/1.52.0'],
    ['x-forwarded-proto', 'https'],
  ];
}
