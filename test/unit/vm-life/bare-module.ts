import { jsonBytes } from '../cases/case-row.ts';
import { filterWasm } from '../cases/filter-wasm.ts';

/** build/misdirected-guard.wasm under a host of four functions, in which a test chooses every context id itself. */
export interface BareModule {
  /** Ids that proxy_set_effective_context knows. */
  readonly live: Set<number>;
  configure(root: number, configuration: unknown): boolean;
  create(stream: number, root: number): void;
  /** Status of the local reply to a request with this authority, 0 when it passes. The SNI is sni.example.com. */
  judge(stream: number, host: string): number;
}

/** A configuration by which a connection for sni.example.com may also ask for `own`, and for no other host. */
export const configOf = (own: string): unknown => ({
  listeners: [{ hosts: ['sni.example.com', own] }, { hosts: ['*'] }],
});

export async function bareModule(): Promise<BareModule> {
  const live = new Set<number>();
  let configuration = new Uint8Array();
  let host = '';
  let status = 0;
  const give = (bytes: Uint8Array, pointerTo: number, sizeTo: number): number => {
    const at = guest.proxy_on_memory_allocate(bytes.length) >>> 0;
    const memory = guest.memory.buffer;
    new Uint8Array(memory).set(bytes, at);
    new DataView(memory).setUint32(pointerTo, at, true);
    new DataView(memory).setUint32(sizeTo, bytes.length, true);
    return 0;
  };
  const text = (from: number, size: number): string =>
    Buffer.from(guest.memory.buffer, from >>> 0, size).toString('latin1');
  const notFound = 1;
  const env: Record<string, (...args: number[]) => number> = {
    proxy_get_buffer_bytes: (_type, _start, _size, pointerTo, sizeTo) => give(configuration, pointerTo!, sizeTo!),
    proxy_get_header_map_value: (_map, name, size, pointerTo, sizeTo) =>
      text(name!, size!) === ':authority' ? give(Buffer.from(host), pointerTo!, sizeTo!) : notFound,
    proxy_get_property: (path, size, pointerTo, sizeTo) =>
      text(path!, size!) === 'connection\0requested_server_name'
        ? give(Buffer.from('sni.example.com'), pointerTo!, sizeTo!)
        : notFound,
    proxy_set_effective_context: (id) => (live.has(id! >>> 0) ? 0 : 2),
    proxy_send_local_response: (code) => {
      status = code!;
      return 0;
    },
  };
  const module = await WebAssembly.compile(filterWasm('misdirected-guard'));
  const imports = Object.fromEntries(
    WebAssembly.Module.imports(module).map(({ name }) => [name, env[name] ?? (() => 0)]),
  );
  const { exports } = await WebAssembly.instantiate(module, { env: imports });
  const guest = exports as unknown as {
    memory: WebAssembly.Memory;
    proxy_on_memory_allocate(size: number): number;
    proxy_on_context_create(context: number, parent: number): void;
    proxy_on_configure(root: number, size: number): number;
    proxy_on_request_headers(stream: number, count: number, end: number): number;
  };
  return {
    live,
    configure(root, value) {
      live.add(root);
      configuration = Buffer.from(jsonBytes(value), 'latin1');
      guest.proxy_on_context_create(root, 0);
      return guest.proxy_on_configure(root, configuration.length) !== 0;
    },
    create(stream, root) {
      live.add(stream);
      guest.proxy_on_context_create(stream, root);
    },
    judge(stream, authority) {
      host = authority;
      status = 0;
      guest.proxy_on_request_headers(stream, 3, 1);
      return status;
    },
  };
}
