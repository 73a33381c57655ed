import { userFailure } from '../model/failure.ts';
import { abiStatus, headerMapType } from './abi-status.ts';
import { bytesFromText, uint8ArrayOf } from './bytes.ts';
import { checkedHeaders } from './checked-headers.ts';
import type { Callout, Context } from './context.ts';
import { HeaderMap } from './header-map.ts';
import type { Machine } from './machine.ts';
import type { Header } from './types.ts';

/** A call that the module asked for with `proxy_http_call`. */
export interface HttpCall {
  readonly token: number;
  readonly rootId: number;
  /** Name of the Envoy cluster. */
  readonly cluster: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
  readonly trailers: readonly Header[];
  readonly timeoutMs: number;
}

/** A call that the module asked for with `proxy_grpc_call`. */
export interface GrpcCall {
  readonly token: number;
  readonly rootId: number;
  /** Cluster name, or a serialized envoy.config.core.v3.GrpcService, as the module gave it. */
  readonly target: Uint8Array;
  readonly service: string;
  readonly method: string;
  readonly metadata: readonly Header[];
  readonly message: Uint8Array;
  readonly timeoutMs: number;
}

/** What came back; `failed` stands for a connection that broke: the module is told of 0 headers. */
export type HttpAnswer =
  | {
      readonly headers: readonly (readonly [string, string])[];
      readonly body?: string | Uint8Array;
      readonly trailers?: readonly (readonly [string, string])[];
    }
  | 'failed';

/** A message (status OK), or the status that ended the call. */
export type GrpcAnswer = { readonly message: Uint8Array } | { readonly status: number; readonly reason?: string };

/** An answer that comes after the running callback, `later` (see `Vm.answerHttpCall`), or undefined: no such cluster. */
export type HttpCallHandler = (call: HttpCall) => HttpAnswer | 'later' | undefined;
export type GrpcCallHandler = (call: GrpcCall) => GrpcAnswer | 'later' | undefined;

const NONE: Callout = { maps: {}, body: undefined, grpcMessage: undefined, statusCode: 0, statusMessage: '' };

/** Calls under way, by token. Tokens carry the kind in their two low bits, as in proxy-wasm-cpp-host. */
export class Callouts {
  readonly httpCalls: HttpCall[] = [];
  readonly grpcCalls: GrpcCall[] = [];
  readonly #machine: Machine;
  readonly #pending = new Map<number, number>();
  #lastHttp = 0;
  #lastGrpc = 1;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** The token that the next accepted call will have. */
  get nextHttp(): number {
    return this.#lastHttp + 4;
  }

  get nextGrpc(): number {
    return this.#lastGrpc + 4;
  }

  beginHttp(call: HttpCall): void {
    this.httpCalls.push(call);
    this.#lastHttp = call.token;
    this.#pending.set(call.token, call.rootId);
  }

  beginGrpc(call: GrpcCall): void {
    this.grpcCalls.push(call);
    this.#lastGrpc = call.token;
    this.#pending.set(call.token, call.rootId);
  }

  /** Forgets a call; false when it was not under way. */
  cancel(token: number): boolean {
    return this.#pending.delete(token);
  }

  answerHttp(token: number, answer: HttpAnswer): void {
    const root = this.#take(token);
    const { on_http_call_response: target } = this.#machine.guest;
    if (root === undefined || target === undefined) return;
    const callout =
      answer === 'failed'
        ? { ...NONE, statusCode: abiStatus.brokenConnection, statusMessage: 'reset' }
        : httpCallout(answer);
    const { [headerMapType.httpCallResponseHeaders]: headers, [headerMapType.httpCallResponseTrailers]: trailers } =
      callout.maps;
    this.#tell(root, callout, () =>
      this.#machine.call(
        root,
        'proxy_on_http_call_response',
        target,
        root.id,
        token,
        headers?.entries.length ?? 0,
        callout.body?.length ?? 0,
        trailers?.entries.length ?? 0,
      ),
    );
  }

  answerGrpc(token: number, answer: GrpcAnswer): void {
    const root = this.#take(token);
    if (root === undefined) return;
    const { on_grpc_receive: receive, on_grpc_close: close } = this.#machine.guest;
    if ('message' in answer) {
      if (receive === undefined) return;
      this.#tell(root, { ...NONE, grpcMessage: answer.message }, () =>
        this.#machine.call(root, 'proxy_on_grpc_receive', receive, root.id, token, answer.message.length),
      );
    } else if (close !== undefined) {
      const statusMessage = bytesFromText(answer.reason ?? '');
      this.#tell(root, { ...NONE, statusCode: answer.status, statusMessage }, () =>
        this.#machine.call(root, 'proxy_on_grpc_close', close, root.id, token, answer.status),
      );
    }
  }

  /** The root that waits for the answer, if it still lives. */
  #take(token: number): Context | undefined {
    const rootId = this.#pending.get(token);
    if (rootId === undefined)
      throw userFailure({ what: `found no call under way with token ${token}`, where: 'token' });
    this.#pending.delete(token);
    return this.#machine.failed === undefined ? this.#machine.contexts.get(rootId) : undefined;
  }

  #tell(root: Context, callout: Callout, call: () => void): void {
    root.callout = callout;
    call();
    root.callout = undefined;
    this.#machine.settle();
  }
}

function headerMap(entries: readonly (readonly [string, string])[]): HeaderMap {
  return new HeaderMap('response', checkedHeaders(entries, 'answer'));
}

function httpCallout(answer: Exclude<HttpAnswer, 'failed'>): Callout {
  const body = answer.body ?? '';
  return {
    ...NONE,
    maps: {
      [headerMapType.httpCallResponseHeaders]: headerMap(answer.headers),
      ...(answer.trailers && { [headerMapType.httpCallResponseTrailers]: headerMap(answer.trailers) }),
    },
    body: typeof body === 'string' ? uint8ArrayOf(bytesFromText(body)) : body,
  };
}
