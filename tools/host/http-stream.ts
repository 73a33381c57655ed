import type { ByteString } from './bytes.ts';
import type { Context } from './context.ts';
import { HeaderMap } from './header-map.ts';
import type { Header, HeaderVerdict, LocalReply } from './types.ts';

export type Attributes = ReadonlyMap<string, ByteString | Uint8Array>;

/** What the streams of one connection share. */
export class Connection {
  /** Filter state that was declared to live as long as the connection. */
  readonly filterState = new Map<string, Uint8Array>();
}

const NONE: Attributes = new Map();

/** What a plugin instance does when a response comes by. */
export interface EncoderFilter {
  readonly context: Context;
  encodeHeaders(endOfStream: boolean): HeaderVerdict;
  /** Undefined when the filter keeps the chunk. */
  encodeBody(chunk: Uint8Array, endOfStream: boolean): Uint8Array | undefined;
  takeHeldResponse(): Uint8Array;
  encodeTrailers(): HeaderVerdict;
}

/** What all plugin instances of one HTTP stream share: its headers, attributes and filter state. */
export class HttpStream {
  readonly requestHeaders = new HeaderMap('request');
  requestTrailers: HeaderMap | undefined = undefined;
  responseHeaders: HeaderMap | undefined = undefined;
  responseTrailers: HeaderMap | undefined = undefined;
  /** Attributes given by the caller; keys have U+0000 between the parts. */
  properties: Attributes = NONE;
  /** What `proxy_set_property` stored; Envoy's filter state name is `wasm.` and the key. */
  readonly filterState = new Map<string, Uint8Array>();
  /** The connection that the stream came on; made when it is needed. */
  connection: Connection | undefined = undefined;
  /** Nanoseconds since 1970, the attribute `request.time`. */
  startTime = 0n;
  localReply: LocalReply | undefined = undefined;
  /** Response code details that came last; a second local reply changes no more than these. */
  details: string | undefined = undefined;
  /** The response is on its way through the filters. */
  encoding = false;
  /** The response has passed them. */
  responded = false;
  /** How often the route cache was cleared; Envoy chooses the route anew after that. */
  routeClears = 0;
  /** Set by `proxy_close_stream`: the stream was reset without a response. */
  reset = false;
  /** The plugin instances on the way, in the order of the chain. */
  readonly filters: EncoderFilter[] = [];

  /** The first reply wins, unless the response is on its way: then it is replaced and passes no more filters. */
  reply(reply: LocalReply): void {
    this.details = reply.details;
    if (this.responded) return;
    if (this.localReply === undefined || this.encoding) this.localReply = reply;
  }

  /** Neither callbacks of the request nor a response may follow. */
  get over(): boolean {
    return this.localReply !== undefined || this.reset;
  }

  restart(): void {
    this.requestTrailers = undefined;
    this.responseHeaders = undefined;
    this.responseTrailers = undefined;
    this.connection = undefined;
    if (this.filterState.size > 0) this.filterState.clear();
    this.localReply = undefined;
    this.details = undefined;
    this.encoding = false;
    this.responded = false;
    this.routeClears = 0;
    this.reset = false;
  }
}

/** Headers that Envoy gives a local reply. */
export function replyHeaders(reply: LocalReply): Header[] {
  const headers = new HeaderMap('response', [[':status', String(reply.status)], ...reply.headers]);
  if (headers.first(':status') !== String(reply.status)) headers.set(':status', String(reply.status));
  if (reply.body !== '') {
    headers.set('content-length', String(reply.body.length));
    if (headers.first('content-type') === undefined) headers.add('content-type', 'text/plain');
  }
  return headers.entries;
}
