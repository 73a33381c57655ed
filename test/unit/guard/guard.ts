import {
  createVm,
  type Connection as HostConnection,
  type Root,
  type Stream,
  type Vm,
} from '../../../tools/host/index.ts';
import { jsonBytes } from '../cases/case-row.ts';
import { filterWasm } from '../cases/filter-wasm.ts';
import type { GuardRow } from './guard-row.ts';

export type Connection = Pick<GuardRow, 'sni' | 'host'> &
  Partial<Pick<GuardRow, 'port' | 'tls' | 'method' | 'protocol'>> & {
    /** What the streams of one connection share; each has its own when left out. */
    readonly over?: HostConnection;
  };

export interface Guard {
  readonly vm: Vm;
  readonly root: Root;
  /** The stream after the guard has judged its headers; it is over. */
  ask(connection: Connection): Stream;
}

let module: Promise<WebAssembly.Module> | undefined;

export function guardModule(): Promise<WebAssembly.Module> {
  module ??= WebAssembly.compile(filterWasm('misdirected-guard'));
  return module;
}

export async function guardVm(): Promise<Vm> {
  return createVm({ module: await guardModule() });
}

/** A configuration as the bytes that Envoy hands over: a string as it is, anything else as JSON. */
export function configurationBytes(configuration: unknown): Uint8Array {
  return Buffer.from(typeof configuration === 'string' ? configuration : jsonBytes(configuration), 'latin1');
}

/** A root with the configuration. */
export function guardRoot(vm: Vm, configuration: unknown): Root {
  const root = vm.createRoot({ configuration: configurationBytes(configuration) });
  if (!root.configured) throw new Error(vm.failed ?? vm.logs.at(-1)?.message ?? 'not configured');
  return root;
}

/** build/misdirected-guard.wasm with one configuration, in a VM of its own. */
export async function guard(configuration: unknown): Promise<Guard> {
  const vm = await guardVm();
  const root = guardRoot(vm, configuration);
  return { vm, root, ask: (connection) => ask(root, connection) };
}

export function ask(root: Root, connection: Connection): Stream {
  const stream = openStream(root, connection);
  stream.requestHeaders(true);
  stream.finish();
  return stream;
}

/** A stream whose headers nobody has judged yet. */
export function openStream(root: Root, connection: Connection): Stream {
  const { sni, host, port = 443, tls = 'TLSv1.3', method = 'GET', protocol = null, over } = connection;
  const classicConnect = method === 'CONNECT' && protocol === null;
  const headers: [string, string | null][] = [
    [':method', method],
    [':authority', host],
    [':path', classicConnect ? null : '/'],
    [':scheme', classicConnect ? null : 'https'],
    [':protocol', protocol],
  ];
  return root.createStream({
    ...(over === undefined ? {} : { connection: over }),
    headers: headers.filter((header): header is [string, string] => header[1] !== null),
    properties: {
      'connection.requested_server_name': sni ?? '',
      ...(tls === null ? {} : { 'connection.tls_version': tls }),
      ...(port === null ? {} : { 'destination.port': BigInt(port) }),
    },
  });
}

/** What the guard did, in the words of a table's `expect`. */
export function verdictOf(stream: Stream): string {
  const { localReply } = stream;
  if (localReply !== undefined) {
    const reason = /^portcullis_misdirected\{(.*)\}$/.exec(localReply.details)?.[1];
    if (localReply.status === 421 && reason !== undefined) return `reject ${reason}`;
    return `${localReply.status} ${localReply.details}`;
  }
  return stream.filterState.has('portcullis.misdirected') ? 'report' : 'pass';
}
