import { Context } from './context.ts';
import type { GuestFunction } from './guest-functions.ts';
import type { HttpStream } from './http-stream.ts';
import type { Machine } from './machine.ts';
import type { RootContext } from './root.ts';

/** `FilterHeadersStatus` 2, ContinueAndEndStream, which Envoy takes for Continue. */
export const CONTINUE_AND_END = 2;

const FAILURE = { status: 503, details: 'wasm_fail_stream', body: '', headers: [], grpcStatus: 14 } as const;

/** How one stream context calls into the module, and what happens when it must not or cannot. */
export class FilterCalls {
  readonly machine: Machine;
  readonly root: RootContext;
  readonly http: HttpStream;
  readonly context: Context;
  /** The host has answered 503 for this filter: its response callbacks are over. */
  failureReplied = false;

  constructor(machine: Machine, root: RootContext, http: HttpStream) {
    this.machine = machine;
    this.root = root;
    this.http = http;
    this.context = new Context(machine.takeId(), root.context, root.context.plugin, http);
    machine.contexts.set(this.context.id, this.context);
    root.streamStarted();
  }

  create(): void {
    const { machine, context } = this;
    if (context.created || machine.failed !== undefined || this.root.refusal !== undefined) return;
    context.created = true;
    const target = machine.guest.on_context_create;
    if (target === undefined) return;
    machine.call(context, 'proxy_on_context_create', target, context.id, context.root.id);
    machine.settle();
  }

  /** The callback's answer; -1 when it sent a local reply, which stops the stream whatever it answers. */
  run(name: string, target: GuestFunction | undefined, size: number, endOfStream: boolean | undefined): number {
    const { machine, context } = this;
    if (endOfStream !== undefined) context.endOfStream = endOfStream;
    if (target === undefined) return 0;
    const result = machine.call(context, name, target, context.id, size, endOfStream === true ? 1 : 0);
    return machine.stopIteration ? -1 : result;
  }

  /** Envoy closes a map once its callback let the stream go on; then come the actions that were put off. */
  settle(result: number, map: number | undefined): void {
    if (!this.failsClosed() && result === 0 && map !== undefined) this.context.openMaps &= ~(1 << map);
    this.machine.settle();
  }

  /** A callback of the end of the stream, which has no answer. */
  last(name: string, target: GuestFunction | undefined): void {
    if (target === undefined || !this.context.created || this.machine.failed !== undefined) return;
    this.machine.call(this.context, name, target, this.context.id);
    this.machine.settle();
  }

  /** A failed VM or an unconfigured root answers 503, as Envoy does with FAIL_CLOSED. */
  failsClosed(): boolean {
    const reason = this.machine.failed ?? this.root.refusal;
    if (reason === undefined) return false;
    if (!this.failureReplied) {
      this.failureReplied = true;
      this.http.reply({ ...FAILURE, reason });
    }
    return true;
  }

  restart(): void {
    this.context.restart(this.machine.takeId());
    this.failureReplied = false;
    this.machine.contexts.set(this.context.id, this.context);
    this.root.streamStarted();
  }

  end(): void {
    this.machine.contexts.delete(this.context.id);
    this.root.streamEnded();
  }
}
