import { userFailure } from '../model/failure.ts';
import { headerMapType } from './abi-status.ts';
import { Context } from './context.ts';
import { HeaderMap } from './header-map.ts';
import type { EncoderFilter, HttpStream } from './http-stream.ts';
import type { Machine } from './machine.ts';
import type { RootContext } from './root.ts';
import type { Header, HeaderVerdict, LocalReply } from './types.ts';

const { requestHeaders, requestTrailers, responseHeaders, responseTrailers } = headerMapType;
const BUFFER = 1;
const EMPTY = new Uint8Array(0);

/**
 * One plugin instance's part in one HTTP stream. Callbacks come in Envoy's order: `proxy_on_context_create` right
 * before the request headers, then what the caller drives, then `finish`.
 */
export class FilterStream implements EncoderFilter {
  readonly root: RootContext;
  readonly http: HttpStream;
  readonly context: Context;
  readonly #machine: Machine;
  #finished = false;
  #failureReplied = false;
  #bufferingRequest = false;
  #bufferingResponse = false;

  constructor(machine: Machine, root: RootContext, http: HttpStream) {
    this.#machine = machine;
    this.root = root;
    this.http = http;
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

  get filterState(): ReadonlyMap<string, Uint8Array> {
    return this.http.filterState;
  }

  /** The request waits in this filter; `proxy_continue_stream` ends that. */
  get paused(): boolean {
    return this.context.requestPaused;
  }

  get body(): Uint8Array {
    return this.context.requestBody ?? EMPTY;
  }

  /** Runs `proxy_on_context_create` now rather than right before the headers. */
  create(): void {
    const machine = this.#machine;
    const context = this.context;
    if (context.created || machine.failed !== undefined) return;
    context.created = true;
    const target = machine.guest.on_context_create;
    if (target === undefined) return;
    machine.call(context, 'proxy_on_context_create', target, context.id, context.root.id);
    machine.settle();
  }

  /** `stop`: a local reply was sent, or the module holds the request (see `paused`). */
  requestHeaders(endOfStream = true): HeaderVerdict {
    this.#live();
    const { context, http } = this;
    this.create();
    if (this.#failsClosed()) return 'stop';
    const target = this.#machine.guest.on_request_headers;
    context.openMaps |= 1 << requestHeaders;
    context.endOfStream = endOfStream;
    const result =
      target === undefined
        ? 0
        : this.#run('proxy_on_request_headers', target, http.requestHeaders.entries.length, endOfStream);
    return this.#requestVerdict(result, requestHeaders);
  }

  requestBody(chunk: Uint8Array, endOfStream = true): HeaderVerdict {
    this.#live();
    const context = this.context;
    if (this.#over()) return 'stop';
    if (this.#failsClosed()) return 'stop';
    context.requestBody = this.#bufferingRequest ? joined(context.requestBody ?? EMPTY, chunk) : chunk;
    context.endOfStream = endOfStream;
    const target = this.#machine.guest.on_request_body;
    const result =
      target === undefined ? 0 : this.#run('proxy_on_request_body', target, context.requestBody.length, endOfStream);
    this.#bufferingRequest = result === BUFFER;
    return this.#requestVerdict(result, -1);
  }

  requestTrailers(trailers: Header[]): HeaderVerdict {
    this.#live();
    if (this.#over() || this.#failsClosed()) return 'stop';
    const map = (this.http.requestTrailers = this.http.requestTrailers ?? new HeaderMap(false));
    map.entries = trailers;
    this.context.openMaps |= 1 << requestTrailers;
    const target = this.#machine.guest.on_request_trailers;
    const result = target === undefined ? 0 : this.#run('proxy_on_request_trailers', target, trailers.length, false);
    return this.#requestVerdict(result, requestTrailers);
  }

  wantsReply(): boolean {
    const { on_response_headers, on_response_body } = this.#machine.guest;
    return on_response_headers !== undefined || on_response_body !== undefined;
  }

  encodeHeaders(endOfStream: boolean): HeaderVerdict {
    if (!this.context.created || this.#failureReplied || this.#failsClosed()) return 'continue';
    this.context.openMaps |= 1 << responseHeaders;
    const target = this.#machine.guest.on_response_headers;
    const count = this.http.responseHeaders?.entries.length ?? 0;
    const result = target === undefined ? 0 : this.#run('proxy_on_response_headers', target, count, endOfStream);
    return this.#responseVerdict(result, responseHeaders);
  }

  encodeBody(chunk: Uint8Array, endOfStream: boolean): HeaderVerdict {
    const context = this.context;
    if (!context.created || this.#failureReplied || this.#failsClosed()) return 'continue';
    context.responseBody = this.#bufferingResponse ? joined(context.responseBody ?? EMPTY, chunk) : chunk;
    const target = this.#machine.guest.on_response_body;
    const result =
      target === undefined ? 0 : this.#run('proxy_on_response_body', target, context.responseBody.length, endOfStream);
    this.#bufferingResponse = result === BUFFER;
    return this.#responseVerdict(result, -1);
  }

  encodeTrailers(): HeaderVerdict {
    if (!this.context.created || this.#failureReplied || this.#failsClosed()) return 'continue';
    this.context.openMaps |= 1 << responseTrailers;
    const target = this.#machine.guest.on_response_trailers;
    const count = this.http.responseTrailers?.entries.length ?? 0;
    const result = target === undefined ? 0 : this.#run('proxy_on_response_trailers', target, count, false);
    return this.#responseVerdict(result, responseTrailers);
  }

  /** `proxy_on_log`, `proxy_on_done`, `proxy_on_delete`; the context is gone afterwards. */
  finish(): void {
    if (this.#finished) return;
    this.#finished = true;
    const { context } = this;
    const { guest } = this.#machine;
    this.create();
    context.openMaps = 0;
    context.logging = true;
    if (guest.on_log) this.#end('proxy_on_log', guest.on_log);
    context.logging = false;
    if (guest.on_done) this.#end('proxy_on_done', guest.on_done);
    if (guest.on_delete) this.#end('proxy_on_delete', guest.on_delete);
    this.#machine.contexts.delete(context.id);
    this.root.streamEnded();
  }

  /** Makes a finished stream a new one with a new id: no objects are made in a hot loop. */
  restart(headers: Header[]): void {
    const { context, http } = this;
    http.restart(headers);
    context.id = this.#machine.takeId();
    context.created = false;
    context.openMaps = 0;
    context.requestPaused = false;
    context.responsePaused = false;
    context.requestBody = undefined;
    context.responseBody = undefined;
    this.#finished = false;
    this.#failureReplied = false;
    this.#bufferingRequest = false;
    this.#bufferingResponse = false;
    this.#machine.contexts.set(context.id, context);
    this.root.streamStarted();
  }

  #live(): void {
    if (!this.#finished) return;
    throw userFailure({ what: `found a callback for stream ${this.id} after finish()`, where: 'stream' });
  }

  #over(): boolean {
    return this.http.localReply !== undefined || this.http.reset;
  }

  #run(name: string, target: (...args: number[]) => number, size: number, endOfStream: boolean): number {
    const result = this.#machine.call(this.context, name, target, this.context.id, size, endOfStream ? 1 : 0);
    return this.#machine.stopIteration ? -1 : result;
  }

  #end(name: string, target: (...args: number[]) => number): void {
    if (this.#machine.failed !== undefined) return;
    this.#machine.call(this.context, name, target, this.context.id);
    this.#machine.settle();
  }

  /** Envoy closes the map and the body once the callback let the request go on. */
  #requestVerdict(result: number, map: number): HeaderVerdict {
    const { context } = this;
    context.requestPaused = result !== 0;
    if (this.#failsClosed()) {
      this.#machine.settle();
      return 'stop';
    }
    if (result === 0 && map >= 0) context.openMaps &= ~(1 << map);
    this.#machine.settle();
    return this.#over() || context.requestPaused ? 'stop' : 'continue';
  }

  #responseVerdict(result: number, map: number): HeaderVerdict {
    const { context } = this;
    context.responsePaused = result !== 0;
    const failed = this.#failsClosed();
    if (result === 0 && map >= 0) context.openMaps &= ~(1 << map);
    this.#machine.settle();
    return context.responsePaused && !failed ? 'stop' : 'continue';
  }

  /** A failed VM or an unconfigured root answers 503, as Envoy does with FAIL_CLOSED. */
  #failsClosed(): boolean {
    const reason = this.#machine.failed ?? this.root.refusal;
    if (reason === undefined) return false;
    if (!this.#failureReplied) {
      this.#failureReplied = true;
      this.http.reply({
        status: 503,
        details: 'wasm_fail_stream',
        body: '',
        headers: [],
        grpcStatus: 14,
        reason,
      });
    }
    return true;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
