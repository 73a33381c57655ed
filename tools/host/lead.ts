import { bytesFromText, type ByteString, concatenated, uint8ArrayOf } from './bytes.ts';
import { byteStringFor, checkedHeaders } from './checked-headers.ts';
import { type EncodedResponse, encode, type Ready, replyParts } from './encode.ts';
import type { HttpStream } from './http-stream.ts';
import type { FilterStream } from './stream.ts';
import type { StreamInit } from './stream-init.ts';
import type { Header } from './types.ts';

/** A body: bytes, text that is encoded as UTF-8, or chunks of either. */
export type BodyInit = string | Uint8Array | readonly (string | Uint8Array)[];

export interface UpstreamResponse {
  readonly status: number;
  readonly headers?: readonly Header[];
  readonly body?: BodyInit;
  readonly trailers?: readonly Header[];
}

/** What the chain let through. */
export interface ForwardedRequest {
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
  readonly trailers: readonly Header[];
}

export interface RequestInit extends StreamInit {
  readonly body?: BodyInit;
  readonly trailers?: readonly Header[];
  /** What the back end answers; 200 without a body when absent. */
  readonly upstream?: UpstreamResponse | ((request: ForwardedRequest) => UpstreamResponse);
}

export interface PolicyReply {
  readonly status: number;
  readonly details?: string;
  readonly body?: ByteString;
  readonly headers?: readonly Header[];
}

/** Stands between filters, as an RBAC filter would; it refuses by giving a local reply. */
export type Policy = (stream: {
  readonly headers: readonly Header[];
  readonly filterState: ReadonlyMap<string, Uint8Array>;
}) => PolicyReply | undefined;

/** What became of the request so far. */
export interface Progress {
  forwarded?: ForwardedRequest;
  response?: EncodedResponse;
}

/**
 * Leads a request through the chain and the response back. Yields where Envoy would return to its event loop: while a
 * filter holds the stream, and before the back end answers; what it yields says whether it can go on.
 */
export function* lead(
  http: HttpStream,
  steps: readonly (FilterStream | Policy)[],
  request: RequestInit,
  progress: Progress,
): Generator<Ready, void> {
  const through = yield* decode(http, steps, request);
  if (through !== undefined) {
    progress.forwarded = through;
    yield () => true;
  }
  if (http.reset) return;
  if (http.localReply !== undefined) {
    progress.response = yield* encode(http, replyParts(http));
  } else if (through !== undefined) {
    const { upstream = { status: 200 } } = request;
    const { status, headers = [], body, trailers } = typeof upstream === 'function' ? upstream(through) : upstream;
    http.details = 'via_upstream';
    progress.response = yield* encode(http, {
      headers: [[':status', String(status)], ...checkedHeaders(headers, 'upstream.headers')],
      chunks: chunksOf(body),
      ...(trailers && { trailers: checkedHeaders(trailers, 'upstream.trailers') }),
    });
  }
}

/** The request's way; undefined when it did not come through. */
function* decode(
  http: HttpStream,
  steps: readonly (FilterStream | Policy)[],
  request: RequestInit,
): Generator<Ready, ForwardedRequest | undefined> {
  const chunks = chunksOf(request.body);
  const trailers = request.trailers && checkedHeaders(request.trailers, 'trailers');
  const filters = steps.filter((step) => typeof step !== 'function');

  for (const step of steps) {
    if (typeof step === 'function') {
      ask(step, http);
    } else {
      step.requestHeaders(chunks.length === 0 && trailers === undefined);
      yield* released(http, step);
    }
    if (http.over) return undefined;
  }

  const received: Uint8Array[] = [];
  for (const [index, chunk] of chunks.entries()) {
    const end = index === chunks.length - 1 && trailers === undefined;
    let passed: Uint8Array | undefined = chunk;
    for (const filter of filters) {
      filter.requestBody(passed, end);
      passed = filter.forwarded;
      if (passed === undefined && end && !http.over) {
        yield* released(http, filter);
        passed = filter.takeHeldRequest();
      }
      if (http.over) return undefined;
      if (passed === undefined) break;
    }
    if (passed !== undefined) received.push(passed);
  }

  for (const filter of trailers === undefined ? [] : filters) {
    filter.requestTrailers(trailers!);
    yield* released(http, filter);
    if (http.over) return undefined;
    // What a filter held of the body goes on with the trailers.
    received.push(filter.takeHeldRequest());
  }
  return {
    headers: [...http.requestHeaders.entries],
    body: concatenated(received),
    trailers: http.requestTrailers?.entries ?? [],
  };
}

function* released(http: HttpStream, filter: FilterStream): Generator<Ready, void> {
  const ready = (): boolean => !filter.paused || http.over;
  while (!ready()) yield ready;
}

function ask(policy: Policy, http: HttpStream): void {
  const reply = policy({ headers: http.requestHeaders.entries, filterState: http.filterState });
  if (reply === undefined) return;
  const { status, details = '', body = '', headers = [] } = reply;
  http.reply({ status, details, body: byteStringFor(body, 'policy'), headers, grpcStatus: undefined });
}

function chunksOf(body: BodyInit | undefined): Uint8Array[] {
  if (body === undefined) return [];
  const parts: readonly (string | Uint8Array)[] = Array.isArray(body) ? body : [body as string | Uint8Array];
  return parts.map((part) => (typeof part === 'string' ? uint8ArrayOf(bytesFromText(part)) : part));
}
