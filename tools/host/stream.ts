import { userFailure } from '../model/failure.ts';
import { headerMapType } from './abi-status.ts';
import { BodyRelay } from './body-relay.ts';
import type { Context } from './context.ts';
import { type EncodedResponse, encode, replyParts } from './encode.ts';
import { CONTINUE_AND_END, FilterCalls } from './filter-calls.ts';
import { FilterEncoder } from './filter-encoder.ts';
import { HeaderMap } from './header-map.ts';
import type { HttpStream } from './http-stream.ts';
import type { Machine } from './machine.ts';
import type { RootContext } from './root.ts';
import type { Header, HeaderVerdict, LocalReply } from './types.ts';

const { requestHeaders, requestTrailers } = headerMapType;

/**
 * One plugin instance's part in one HTTP stream. Callbacks come in Envoy's order: `proxy_on_context_create` right
 * before the request headers, then what the caller drives, then `finish`.
 */
export class FilterStream {
  readonly http: HttpStream;
  /** What the last `requestBody` let through to the next filter; undefined when the module held or dropped it. */
  forwarded: Uint8Array | undefined = undefined;
  readonly #calls: FilterCalls;
  readonly #machine: Machine;
  readonly #relay = new BodyRelay();
  /** Someone else leads the stream through a chain, and its local replies too. */
  readonly #led: boolean;
  #response: EncodedResponse | undefined = undefined;
  #finished = false;

  constructor(machine: Machine, root: RootContext, http: HttpStream, led: boolean) {
    this.http = http;
    this.#machine = machine;
    this.#led = led;
    this.#calls = new FilterCalls(machine, root, http);
    http.filters.push(new FilterEncoder(this.#calls));
  }

  get id(): number {
    return this.context.id;
  }

  get root(): RootContext {
    return this.#calls.root;
  }

  get context(): Context {
    return this.#calls.context;
  }

  /** The request's headers as they are now. */
  get headers(): readonly Header[] {
    return this.http.requestHeaders.entries;
  }

  get localReply(): LocalReply | undefined {
    return this.http.localReply;
  }

  /** What the client gets of a local reply, after this filter's response callbacks. */
  get response(): EncodedResponse | undefined {
    return this.#response;
  }

  get filterState(): ReadonlyMap<string, Uint8Array> {
    return this.http.filterState;
  }

  /** The request waits in this filter; `proxy_continue_stream` ends that. */
  get paused(): boolean {
    return this.context.requestPaused;
  }

  /** Runs `proxy_on_context_create` now rather than right before the headers. */
  create(): void {
    this.#within(() => this.#calls.create());
  }

  /** `stop`: a local reply was sent, or the module holds the request (see `paused`). */
  requestHeaders(endOfStream = true): HeaderVerdict {
    this.#within(() => {
      const { context } = this;
      this.#calls.create();
      if (this.#calls.failsClosed()) return;
      context.openMaps |= 1 << requestHeaders;
      const count = this.http.requestHeaders.entries.length;
      const target = this.#machine.guest.on_request_headers;
      const result = this.#calls.run('proxy_on_request_headers', target, count, endOfStream);
      this.#settle(result === CONTINUE_AND_END ? 0 : result, requestHeaders);
    });
    return this.#verdict();
  }

  /** One chunk of the body; `forwarded` is what goes on. */
  requestBody(chunk: Uint8Array, endOfStream = true): HeaderVerdict {
    this.forwarded = undefined;
    this.#within(() => {
      const { context } = this;
      if (this.http.over || this.#calls.failsClosed()) return;
      context.requestBody = this.#relay.offer(chunk);
      const target = this.#machine.guest.on_request_body;
      const result = this.#calls.run('proxy_on_request_body', target, context.requestBody.length, endOfStream);
      this.forwarded = this.#relay.settle(result, context.requestBody);
      if (result === 0) context.requestBody = undefined;
      this.#settle(result, undefined);
    });
    return this.#verdict();
  }

  requestTrailers(trailers: readonly Header[]): HeaderVerdict {
    this.#within(() => {
      if (this.http.over || this.#calls.failsClosed()) return;
      const map = (this.http.requestTrailers ??= new HeaderMap('trailers', trailers));
      this.context.openMaps |= 1 << requestTrailers;
      const target = this.#machine.guest.on_request_trailers;
      const result = this.#calls.run('proxy_on_request_trailers', target, map.entries.length, undefined);
      this.#settle(result, requestTrailers);
    });
    return this.#verdict();
  }

  /** The part of the body that was held, once the module lets the request go on. */
  takeHeldRequest(): Uint8Array {
    return this.#relay.take();
  }

  /** The end of the stream: `proxy_on_log`, `proxy_on_done`, `proxy_on_delete`; the context is gone afterwards. */
  finish(): void {
    this.log();
    this.destroy();
  }

  /** `proxy_on_log`: in a chain Envoy logs all filters before it destroys the first. */
  log(): void {
    if (this.#finished) return;
    this.#within(() => {
      this.#answer();
      this.#calls.create();
      this.context.logging = true;
      this.#calls.last('proxy_on_log', this.#machine.guest.on_log);
      this.context.logging = false;
    });
  }

  /** `proxy_on_done` and `proxy_on_delete`. */
  destroy(): void {
    if (this.#finished) return;
    this.#within(() => {
      this.#finished = true;
      this.#calls.last('proxy_on_done', this.#machine.guest.on_done);
      this.#calls.last('proxy_on_delete', this.#machine.guest.on_delete);
      this.#calls.end();
    });
  }

  /** Makes a finished stream a new one with a new id: no objects are made in a hot loop. */
  restart(): void {
    this.http.restart();
    this.#calls.restart();
    this.forwarded = undefined;
    this.#response = undefined;
    this.#finished = false;
  }

  /** One call of the host's user: what comes later in Envoy's loop comes after it. */
  #within(work: () => void): void {
    if (this.#finished) {
      throw userFailure({ what: `found a callback for stream ${this.id} after finish()`, where: 'stream' });
    }
    this.#machine.loop.enter();
    try {
      work();
      this.#answer();
    } finally {
      this.#machine.loop.leave();
    }
  }

  /** Outside a chain the filter's own response callbacks see its local reply at once. */
  #answer(): void {
    const { http } = this;
    if (http.localReply === undefined || this.#led || http.responded || http.encoding) return;
    const { value, done } = encode(http, replyParts(http)).next();
    if (done === true) this.#response = value;
  }

  #settle(result: number, map: number | undefined): void {
    this.context.requestPaused = result !== 0;
    this.#calls.settle(result, map);
  }

  #verdict(): HeaderVerdict {
    return this.http.over || this.context.requestPaused ? 'stop' : 'continue';
  }
}
