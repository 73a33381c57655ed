import { headerMapType } from './abi-status.ts';
import { HeaderMap } from './header-map.ts';
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
  /** What the running or pausing body callback sees; undefined at other times. */
  requestBody: Uint8Array | undefined = undefined;
  responseBody: Uint8Array | undefined = undefined;
  endOfStream = false;
  requestPaused = false;
  responsePaused = false;
  /** Root only: period in milliseconds set by proxy_set_tick_period_milliseconds, 0 for none. */
  tickPeriod = 0;
  /** Life spans of the filter state that this context has declared; those of a root hold for its streams. */
  declared: Map<string, number> | undefined = undefined;
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

  /** Makes the context of a finished stream a new one. */
  restart(id: number): void {
    this.id = id;
    this.created = false;
    this.openMaps = 0;
    this.requestBody = undefined;
    this.responseBody = undefined;
    this.endOfStream = false;
    this.requestPaused = false;
    this.responsePaused = false;
  }

  readableMap(type: number): HeaderMap | undefined {
    const http = this.http;
    if (type >= headerMapType.grpcReceiveInitialMetadata) return this.root.callout?.maps[type];
    if (http === undefined) return undefined;
    if (this.logging) return type === headerMapType.requestTrailers ? undefined : mapOf(http, type);
    return (this.openMaps & (1 << type)) === 0 ? undefined : mapOf(http, type);
  }

  /** As Envoy does, a body callback at the end of the stream makes the trailers that it writes to. */
  writableMap(type: number): HeaderMap | undefined {
    const http = this.http;
    if (http === undefined || type > headerMapType.responseTrailers) return undefined;
    if ((this.openMaps & (1 << type)) !== 0) return mapOf(http, type);
    if (!this.endOfStream) return undefined;
    if (type === headerMapType.requestTrailers && this.requestBody !== undefined) {
      this.openMaps |= 1 << type;
      return (http.requestTrailers ??= new HeaderMap('trailers'));
    }
    if (type === headerMapType.responseTrailers && this.responseBody !== undefined) {
      this.openMaps |= 1 << type;
      return (http.responseTrailers ??= new HeaderMap('trailers'));
    }
    return undefined;
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
