import { headerMapType } from './abi-status.ts';
import { BodyRelay } from './body-relay.ts';
import type { Context } from './context.ts';
import { CONTINUE_AND_END, type FilterCalls } from './filter-calls.ts';
import type { EncoderFilter } from './http-stream.ts';
import type { HeaderVerdict } from './types.ts';

const { responseHeaders, responseTrailers } = headerMapType;

/** One filter's response callbacks. They run only for a filter that saw the request, as in Envoy. */
export class FilterEncoder implements EncoderFilter {
  readonly #calls: FilterCalls;
  readonly #relay = new BodyRelay();

  constructor(calls: FilterCalls) {
    this.#calls = calls;
  }

  get context(): Context {
    return this.#calls.context;
  }

  encodeHeaders(endOfStream: boolean): HeaderVerdict {
    if (!this.#runs()) return 'continue';
    const { machine, http, context } = this.#calls;
    context.openMaps |= 1 << responseHeaders;
    const count = http.responseHeaders?.entries.length ?? 0;
    const result = this.#calls.run('proxy_on_response_headers', machine.guest.on_response_headers, count, endOfStream);
    return this.#settle(result === CONTINUE_AND_END ? 0 : result, responseHeaders);
  }

  encodeBody(chunk: Uint8Array, endOfStream: boolean): Uint8Array | undefined {
    if (!this.#runs()) return chunk;
    const { machine, context } = this.#calls;
    context.responseBody = this.#relay.offer(chunk);
    const size = context.responseBody.length;
    const result = this.#calls.run('proxy_on_response_body', machine.guest.on_response_body, size, endOfStream);
    const passed = this.#relay.settle(result, context.responseBody);
    if (result === 0) context.responseBody = undefined;
    this.#settle(result, undefined);
    return passed;
  }

  encodeTrailers(): HeaderVerdict {
    if (!this.#runs()) return 'continue';
    const { machine, http, context } = this.#calls;
    context.openMaps |= 1 << responseTrailers;
    const count = http.responseTrailers?.entries.length ?? 0;
    const target = machine.guest.on_response_trailers;
    return this.#settle(this.#calls.run('proxy_on_response_trailers', target, count, undefined), responseTrailers);
  }

  takeHeldResponse(): Uint8Array {
    return this.#relay.take();
  }

  #runs(): boolean {
    return this.context.created && !this.#calls.failureReplied && !this.#calls.failsClosed();
  }

  #settle(result: number, map: number | undefined): HeaderVerdict {
    this.context.responsePaused = result !== 0;
    this.#calls.settle(result, map);
    return this.context.responsePaused ? 'stop' : 'continue';
  }
}
