import { userFailure } from '../model/failure.ts';
import { headerMapType } from './abi-status.ts';
import { BodyRelay } from './body-relay.ts';
import { Context } from './context.ts';
import { type EncodedResponse, encode, replyParts } from './encode.ts';
import type { GuestFunction } from './guest-functions.ts';
import { HeaderMap } from './header-map.ts';
import type { EncoderFilter, HttpStream } from './http-stream.ts';
import type { Machine } from './machine.ts';
import type { RootContext } from './root.ts';
import type { Header, HeaderVerdict, LocalReply } from './types.ts';

const { requestHeaders, requestTrailers, responseHeaders, responseTrailers } = headerMapType;

/** `FilterHeadersStatus` 2, ContinueAndEndStream, which Envoy takes for Continue. */
const CONTINUE_AND_END = 2;

const FAILURE = { status: 503, details: 'wasm_fail_stream', body: '', headers: [], grpcStatus: 14 } as const;

/**
 * One plugin instance's part in one HTTP stream. Callbacks come in Envoy's order: `proxy_on_context_create` right
 * before the request headers, then what the caller drives, then `finish`.
 */
export class FilterStream implements EncoderFilter {
  readonly root: RootContext;
  readonly http: HttpStream;
  readonly context: Context;
  /** What the last `requestBody` let through to the next filter; undefined when the module held or dropped it. */
  forwarded: Uint8Array | undefined = undefined;
  readonly #machine: Machine;
  #requestRelay = new BodyRelay();
  #responseRelay = new BodyRelay();
  /** Someone else leads the stream through a chain, and its local replies too. */
  readonly #led: boolean;
  #response: EncodedResponse | undefined = undefined;
  #finished = false;
  #failureReplied = false;

  constructor(machine: Machine, root: RootContext, http: HttpStream, led: boolean) {
    this.#machine = machine;
    this.root = root;
    this.http = http;
    this.#led = led;
    this.context = new Context(machine.takeId(), root.context, root.context.plugin, http);
    machine.contexts.set(this.context.id, this.context);
    http.filters.push(this);
    root.streamStarted();
  }

  get id(): number {
    return this.context.id;
  }

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

  get finished(): boolean {
    return this.#finished;
  }

  /** Runs `proxy_on_context_create` now rather than right before the headers. */
  create(): void {
    const machine = this.#machine;
    const { context } = this;
    if (context.created || machine.failed !== undefined || this.root.refusal !== undefined) return;
    context.created = true;
    const target = machine.guest.on_context_create;
    if (target === undefined) return;
    machine.call(context, 'proxy_on_context_create', target, context.id, context.root.id);
    machine.settle();
  }

  /** `stop`: a local reply was sent, or the module holds the request (see `paused`). */
  requestHeaders(endOfStream = true): HeaderVerdict {
    this.#begin();
    this.create();
    if (!this.#failsClosed()) {
      const target = this.#machine.guest.on_request_headers;
      this.context.openMaps |= 1 << requestHeaders;
      const count = this.http.requestHeaders.entries.length;
      const result = this.#run('proxy_on_request_headers', target, count, endOfStream);
      this.#settleRequest(result === CONTINUE_AND_END ? 0 : result, requestHeaders);
    }
    return this.#end();
  }

  /** One chunk of the body; `forwarded` is what goes on. */
  requestBody(chunk: Uint8Array, endOfStream = true): HeaderVerdict {
    this.#begin();
    const { context } = this;
    this.forwarded = undefined;
    if (!this.http.over && !this.#failsClosed()) {
      context.requestBody = this.#requestRelay.offer(chunk);
      const target = this.#machine.guest.on_request_body;
      const result = this.#run('proxy_on_request_body', target, context.requestBody.length, endOfStream);
      this.forwarded = this.#requestRelay.settle(result, context.requestBody);
      if (result === 0) context.requestBody = undefined;
      this.#settleRequest(result, -1);
    }
    return this.#end();
  }

  requestTrailers(trailers: readonly Header[]): HeaderVerdict {
    this.#begin();
    if (!this.http.over && !this.#failsClosed()) {
      const map = (this.http.requestTrailers ??= new HeaderMap('trailers', trailers));
      this.context.openMaps |= 1 << requestTrailers;
      const target = this.#machine.guest.on_request_trailers;
      this.#settleRequest(
        this.#run('proxy_on_request_trailers', target, map.entries.length, undefined),
        requestTrailers,
      );
    }
    return this.#end();
  }

  takeHeldRequest(): Uint8Array {
    return this.#requestRelay.take();
  }

  encodeHeaders(endOfStream: boolean): HeaderVerdict {
    if (!this.#encodes()) return 'continue';
    this.context.openMaps |= 1 << responseHeaders;
    const count = this.http.responseHeaders?.entries.length ?? 0;
    const target = this.#machine.guest.on_response_headers;
    const result = this.#run('proxy_on_response_headers', target, count, endOfStream);
    return this.#settleResponse(result === CONTINUE_AND_END ? 0 : result, responseHeaders);
  }

  encodeBody(chunk: Uint8Array, endOfStream: boolean): Uint8Array | undefined {
    const { context } = this;
    if (!this.#encodes()) return chunk;
    context.responseBody = this.#responseRelay.offer(chunk);
    const target = this.#machine.guest.on_response_body;
    const result = this.#run('proxy_on_response_body', target, context.responseBody.length, endOfStream);
    const passed = this.#responseRelay.settle(result, context.responseBody);
    if (result === 0) context.responseBody = undefined;
    this.#settleResponse(result, -1);
    return passed;
  }

  encodeTrailers(): HeaderVerdict {
    if (!this.#encodes()) return 'continue';
    this.context.openMaps |= 1 << responseTrailers;
    const count = this.http.responseTrailers?.entries.length ?? 0;
    const target = this.#machine.guest.on_response_trailers;
    return this.#settleResponse(this.#run('proxy_on_response_trailers', target, count, undefined), responseTrailers);
  }

  takeHeldResponse(): Uint8Array {
    return this.#responseRelay.take();
  }

  /** The end of the stream: `proxy_on_log`, `proxy_on_done`, `proxy_on_delete`; the context is gone afterwards. */
  finish(): void {
    this.log();
    this.destroy();
  }

  /** `proxy_on_log`: in a chain Envoy logs all filters before it destroys the first. */
  log(): void {
    if (this.#finished) return;
    this.#machine.loop.enter();
    this.#answer();
    this.create();
    this.context.logging = true;
    this.#last('proxy_on_log', this.#machine.guest.on_log);
    this.context.logging = false;
    this.#machine.loop.leave();
  }

  /** `proxy_on_done` and `proxy_on_delete`. */
  destroy(): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#machine.loop.enter();
    this.#last('proxy_on_done', this.#machine.guest.on_done);
    this.#last('proxy_on_delete', this.#machine.guest.on_delete);
    this.#machine.contexts.delete(this.context.id);
    this.root.streamEnded();
    this.#machine.loop.leave();
  }

  /** Makes a finished stream a new one with a new id: no objects are made in a hot loop. */
  restart(): void {
    this.http.restart();
    this.context.restart(this.#machine.takeId());
    this.forwarded = undefined;
    this.#response = undefined;
    this.#finished = false;
    this.#failureReplied = false;
    this.#requestRelay.take();
    this.#responseRelay.take();
    this.#machine.contexts.set(this.context.id, this.context);
    this.root.streamStarted();
  }

  #begin(): void {
    if (this.#finished) {
      throw userFailure({ what: `found a callback for stream ${this.id} after finish()`, where: 'stream' });
    }
    this.#machine.loop.enter();
  }

  /** Outside a chain the filter's own response callbacks see its local reply at once. */
  #end(): HeaderVerdict {
    this.#answer();
    this.#machine.loop.leave();
    return this.http.over || this.context.requestPaused ? 'stop' : 'continue';
  }

  #answer(): void {
    const { http } = this;
    if (this.#led || http.localReply === undefined || http.responded || http.encoding) return;
    const { value, done } = encode(http, replyParts(http)).next();
    if (done === true) this.#response = value;
  }

  #encodes(): boolean {
    return this.context.created && !this.#failureReplied && !this.#failsClosed();
  }

  /** A local reply during the callback stops the stream whatever the callback answers. */
  #run(name: string, target: GuestFunction | undefined, size: number, endOfStream: boolean | undefined): number {
    const machine = this.#machine;
    const { context } = this;
    if (endOfStream !== undefined) context.endOfStream = endOfStream;
    if (target === undefined) return 0;
    const result = machine.call(context, name, target, context.id, size, endOfStream === true ? 1 : 0);
    return machine.stopIteration ? -1 : result;
  }

  #last(name: string, target: GuestFunction | undefined): void {
    if (target === undefined || !this.context.created || this.#machine.failed !== undefined) return;
    this.#machine.call(this.context, name, target, this.context.id);
    this.#machine.settle();
  }

  /** Envoy closes the map once the callback let the request go on. */
  #settleRequest(result: number, map: number): void {
    const { context } = this;
    context.requestPaused = result !== 0;
    if (!this.#failsClosed() && result === 0 && map >= 0) context.openMaps &= ~(1 << map);
    this.#machine.settle();
  }

  #settleResponse(result: number, map: number): HeaderVerdict {
    const { context } = this;
    context.responsePaused = result !== 0;
    if (!this.#failsClosed() && result === 0 && map >= 0) context.openMaps &= ~(1 << map);
    this.#machine.settle();
    return context.responsePaused ? 'stop' : 'continue';
  }

  /** A failed VM or an unconfigured root answers 503, as Envoy does with FAIL_CLOSED. */
  #failsClosed(): boolean {
    const reason = this.#machine.failed ?? this.root.refusal;
    if (reason === undefined) return false;
    if (!this.#failureReplied) {
      this.#failureReplied = true;
      this.http.reply({ ...FAILURE, reason });
    }
    return true;
  }
}
