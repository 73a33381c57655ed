import { type ByteString, uint8ArrayOf } from './bytes.ts';
import { HeaderMap } from './header-map.ts';
import type { Header, HeaderVerdict, LocalReply } from './types.ts';

/** What all plugin instances of one HTTP stream share: its headers, bodies, attributes and filter state. */
export class HttpStream {
  readonly requestHeaders = new HeaderMap(true);
  requestTrailers: HeaderMap | undefined = undefined;
  responseHeaders: HeaderMap | undefined = undefined;
  responseTrailers: HeaderMap | undefined = undefined;
  /** Attributes given by the caller; keys have U+0000 between the parts. */
  properties: ReadonlyMap<string, ByteString | Uint8Array> = NONE;
  /** What `proxy_set_property` stored; Envoy's filter state name is `wasm.` and the key. */
  readonly filterState = new Map<string, Uint8Array>();
  localReply: LocalReply | undefined = undefined;
  /** How often the route cache was cleared; Envoy chooses the route anew after that. */
  routeClears = 0;
  /** Set by `proxy_close_stream`: the stream was reset without a response. */
  reset = false;
  /** The plugin instances on the way, in the order of the chain. */
  readonly filters: EncoderFilter[] = [];

  /** The response of a local reply passes the filters backwards, the one that sent it included. */
  reply(reply: LocalReply): void {
    if (this.localReply !== undefined) return;
    this.localReply = reply;
    if (this.filters.some((filter) => filter.wantsReply())) encodeReply(this, reply);
  }

  restart(requestHeaders: Header[]): void {
    this.requestHeaders.entries = requestHeaders;
    this.requestTrailers = undefined;
    this.responseHeaders = undefined;
    this.responseTrailers = undefined;
    if (this.filterState.size > 0) this.filterState.clear();
    this.localReply = undefined;
    this.routeClears = 0;
    this.reset = false;
  }
}

/** What a stream of a plugin instance does when a response comes by. */
export interface EncoderFilter {
  wantsReply(): boolean;
  encodeHeaders(endOfStream: boolean): HeaderVerdict;
  encodeBody(body: Uint8Array, endOfStream: boolean): HeaderVerdict;
}

/** Headers as Envoy makes them for a local reply; a filter that holds the response back ends its way. */
function encodeReply(http: HttpStream, reply: LocalReply): void {
  const headers = new HeaderMap(false);
  headers.add(':status', String(reply.status));
  for (const [name, value] of reply.headers) headers.add(headers.key(name), value);
  if (reply.body !== '') {
    headers.set('content-length', String(reply.body.length));
    if (headers.first('content-type') === undefined) headers.set('content-type', 'text/plain');
  }
  http.responseHeaders = headers;
  const backwards = http.filters.toReversed();
  for (const filter of backwards) if (filter.encodeHeaders(reply.body === '') === 'stop') return;
  if (reply.body === '') return;
  for (const filter of backwards) if (filter.encodeBody(uint8ArrayOf(reply.body), true) === 'stop') return;
}

const NONE: ReadonlyMap<string, ByteString | Uint8Array> = new Map();
