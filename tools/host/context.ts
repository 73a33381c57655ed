import { headerMapType } from './abi-status.ts';
import type { HeaderMap } from './header-map.ts';
import type { HttpStream } from './http-stream.ts';

/** What Envoy calls the plugin: its configuration's fixed part. */
export interface PluginInfo {
  readonly name: string;
  readonly rootId: string;
}

/**
 * A context of the VM: the VM itself (id 0), a root, or a stream. What a host function may see depends on it.
 * Names follow proxy-wasm-cpp-host (src/context.cc) and Envoy (source/extensions/common/wasm/context.cc).
 */
export class Context {
  id: number;
  /** The root of a stream; a root's and the VM's own root is itself. */
  readonly root: Context;
  readonly plugin: PluginInfo | undefined;
  http: HttpStream | undefined;
  /** proxy_on_context_create has run, or would have if it were exported. */
  created = false;
  /** Readable by PluginConfiguration only while the root is created and configured. */
  configuration: Uint8Array | undefined = undefined;
  /** Bit `1 << type` set: that map of the stream is open. Envoy closes a map once its callback said Continue. */
  openMaps = 0;
  /** In proxy_on_log: all maps are open for reading, an absent header map answers NotFound. */
  logging = false;
  /** Bodies by buffer type: 0 of the request, 1 of the response. */
  requestBody: Uint8Array | undefined = undefined;
  responseBody: Uint8Array | undefined = undefined;
  endOfStream = false;
  requestPaused = false;
  responsePaused = false;
  /** Root only: period in milliseconds set by proxy_set_tick_period_milliseconds, 0 for none. */
  tickPeriod = 0;
  /** Root only: argument of the running proxy_on_foreign_function. */
  callData: Uint8Array | undefined = undefined;
  /** Root only: what the running HTTP or gRPC callback may read. */
  callout: Callout | undefined = undefined;

  constructor(id: number, root: Context | undefined, plugin: PluginInfo | undefined, http: HttpStream | undefined) {
    this.id = id;
    this.root = root ?? this;
    this.plugin = plugin;
    this.http = http;
  }

  readableMap(type: number): HeaderMap | undefined {
    const http = this.http;
    if (type >= headerMapType.grpcReceiveInitialMetadata) return this.root.callout?.maps[type];
    if (http === undefined) return undefined;
    if (this.logging) return type === headerMapType.requestTrailers ? undefined : mapOf(http, type);
    return (this.openMaps & (1 << type)) === 0 ? undefined : mapOf(http, type);
  }

  writableMap(type: number): HeaderMap | undefined {
    const http = this.http;
    if (http === undefined || type > headerMapType.responseTrailers) return undefined;
    return (this.openMaps & (1 << type)) === 0 ? undefined : mapOf(http, type);
  }
}

/** Data of an HTTP or gRPC answer while its callback runs. */
export interface Callout {
  readonly maps: Readonly<Record<number, HeaderMap>>;
  readonly body: Uint8Array | undefined;
  readonly grpcMessage: Uint8Array | undefined;
  readonly statusCode: number;
  readonly statusMessage: string;
}

function mapOf(http: HttpStream, type: number): HeaderMap | undefined {
  if (type === headerMapType.requestHeaders) return http.requestHeaders;
  if (type === headerMapType.requestTrailers) return http.requestTrailers;
  if (type === headerMapType.responseHeaders) return http.responseHeaders;
  return http.responseTrailers;
}
