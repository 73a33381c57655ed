import type { EncodedResponse, Ready } from './encode.ts';
import { type ForwardedRequest, lead, type Policy, type Progress, type RequestInit } from './lead.ts';
import type { RootContext } from './root.ts';
import { createHttpStream } from './stream-init.ts';
import type { FilterStream } from './stream.ts';
import type { Header, LocalReply } from './types.ts';

/**
 * - `forwarded`: the back end got the request;
 * - `replied`: a filter or a policy answered, perhaps in place of the back end's response;
 * - `paused`: a filter holds the request or the response, see `resume`;
 * - `reset`: a filter closed the stream.
 */
export type Outcome = 'forwarded' | 'replied' | 'paused' | 'reset';

const always: Ready = () => true;

/** One request's way through a chain of plugin instances and policies. */
export interface Exchange {
  readonly outcome: Outcome;
  /** By place in the chain; undefined where a policy stands. */
  readonly streams: readonly (FilterStream | undefined)[];
  /** The request as the back end got it; undefined when it did not. */
  readonly forwarded: ForwardedRequest | undefined;
  /** The request's headers as they are now. */
  readonly headers: readonly Header[];
  readonly localReply: LocalReply | undefined;
  /** What the client got, after the response callbacks. */
  readonly response: EncodedResponse | undefined;
  /** Response code details: `via_upstream`, or those of the local reply that came last. */
  readonly details: string | undefined;
  readonly filterState: ReadonlyMap<string, Uint8Array>;
  /** How often the route had to be chosen anew. */
  readonly routeClears: number;
  /** Goes on after a pause if the module has let the stream go meanwhile (in a tick, an answer); the outcome. */
  resume(): Outcome;
  /** Ends a paused stream, as when the client goes away. */
  finish(): void;
}

/**
 * Leads a request through a chain in order, then the response backwards, and ends the stream. The filters share
 * headers and filter state, as HTTP filters of one Envoy stream do; they may live in different VMs.
 */
export function exchange(chain: readonly (RootContext | Policy)[], request: RequestInit, now: bigint): Exchange {
  const http = createHttpStream(request, now);
  const steps = chain.map((step) => (typeof step === 'function' ? step : step.join(http)));
  const streams = steps.map((step) => (typeof step === 'function' ? undefined : step));
  const loops = [...new Set(chain.flatMap((step) => (typeof step === 'function' ? [] : [step.loop])))];
  const progress: Progress = {};
  const way = lead(http, steps, request, progress);
  const state: { ready: Ready; ended: boolean } = { ready: always, ended: false };

  const inLoops = <T>(work: () => T): T => {
    for (const loop of loops) loop.enter();
    try {
      return work();
    } finally {
      for (const loop of loops) loop.leave();
    }
  };
  const finish = (): void => {
    if (state.ended) return;
    state.ended = true;
    inLoops(() => {
      for (const stream of streams) stream?.log();
      for (const stream of streams) stream?.destroy();
    });
  };
  const outcome = (): Outcome => {
    if (http.reset) return 'reset';
    if (!state.ended) return 'paused';
    return http.localReply === undefined ? 'forwarded' : 'replied';
  };
  const advance = (): void => {
    while (!state.ended && state.ready()) {
      const step = inLoops(() => way.next());
      if (step.done === true) finish();
      else state.ready = step.value;
    }
  };
  advance();

  return {
    streams,
    get outcome() {
      return outcome();
    },
    get forwarded() {
      return progress.forwarded;
    },
    get headers() {
      return http.requestHeaders.entries;
    },
    get localReply() {
      return http.localReply;
    },
    get response() {
      return progress.response;
    },
    get details() {
      return http.details;
    },
    get filterState() {
      return http.filterState;
    },
    get routeClears() {
      return http.routeClears;
    },
    resume() {
      advance();
      return outcome();
    },
    finish,
  };
}
