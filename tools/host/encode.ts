import { concatenated, uint8ArrayOf } from './bytes.ts';
import { HeaderMap } from './header-map.ts';
import { type EncoderFilter, type HttpStream, replyHeaders } from './http-stream.ts';
import type { Header } from './types.ts';

/** A whole response. */
export interface ResponseParts {
  readonly headers: readonly Header[];
  /** The last chunk ends the stream, unless there are trailers. */
  readonly chunks: readonly Uint8Array[];
  readonly trailers?: readonly Header[];
}

/** What the client gets. */
export interface EncodedResponse {
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
  readonly trailers: readonly Header[];
}

/** Whether what is held may go on. */
export type Ready = () => boolean;

/** The parts of a local reply. */
export function replyParts(http: HttpStream): ResponseParts {
  const reply = http.localReply!;
  return { headers: replyHeaders(reply), chunks: reply.body === '' ? [] : [uint8ArrayOf(reply.body)] };
}

/**
 * Leads a response through the filters, last to first. Yields while a filter holds it; a local reply on the way takes
 * its place and goes straight to the client, as in Envoy.
 */
export function* encode(http: HttpStream, parts: ResponseParts): Generator<Ready, EncodedResponse> {
  const before = http.localReply;
  const replaced = (): boolean => http.localReply !== before || http.reset;
  const filters = http.filters.toReversed();
  http.encoding = true;
  http.responseHeaders = new HeaderMap('response', parts.headers);

  for (const filter of filters) {
    const headersEnd = parts.chunks.length === 0 && parts.trailers === undefined;
    if (filter.encodeHeaders(headersEnd) === 'stop') yield* released(filter, replaced);
    if (replaced()) return replacement(http);
  }

  const received: Uint8Array[] = [];
  for (const [index, chunk] of parts.chunks.entries()) {
    const end = index === parts.chunks.length - 1 && parts.trailers === undefined;
    let passed: Uint8Array | undefined = chunk;
    for (const filter of filters) {
      passed = filter.encodeBody(passed, end);
      if (passed === undefined && end) {
        yield* released(filter, replaced);
        passed = filter.takeHeldResponse();
      }
      if (replaced()) return replacement(http);
      if (passed === undefined) break;
    }
    if (passed !== undefined) received.push(passed);
  }

  if (parts.trailers) {
    http.responseTrailers = new HeaderMap('trailers', parts.trailers);
    for (const filter of filters) {
      if (filter.encodeTrailers() === 'stop') yield* released(filter, replaced);
      if (replaced()) return replacement(http);
    }
  }
  return responded(http, concatenated(received));
}

function* released(filter: EncoderFilter, replaced: Ready): Generator<Ready, void> {
  const ready = (): boolean => !filter.context.responsePaused || replaced();
  while (!ready()) yield ready;
}

function replacement(http: HttpStream): EncodedResponse {
  if (http.localReply === undefined || http.reset) return responded(http, new Uint8Array(0));
  http.responseHeaders = new HeaderMap('response', replyHeaders(http.localReply));
  return responded(http, uint8ArrayOf(http.localReply.body));
}

function responded(http: HttpStream, body: Uint8Array): EncodedResponse {
  http.encoding = false;
  http.responded = true;
  return { headers: http.responseHeaders?.entries ?? [], body, trailers: http.responseTrailers?.entries ?? [] };
}
