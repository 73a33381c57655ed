import { checkedHeaders } from './checked-headers.ts';
import { Context } from './context.ts';
import type { Attributes, HttpStream } from './http-stream.ts';
import type { Loop } from './loop.ts';
import type { Machine } from './machine.ts';
import { FilterStream } from './stream.ts';
import { createHttpStream, type StreamInit } from './stream-init.ts';
import type { Header } from './types.ts';

export interface RootOptions {
  /** Envoy's `root_id`. */
  readonly rootId?: string;
  /** Envoy's plugin `name`, the attribute `plugin_name`. */
  readonly name?: string;
  /** Absent or empty: `proxy_on_configure` is called with size 0. */
  readonly configuration?: string | Uint8Array;
  /** Leave `proxy_on_configure` to a later call of `configure`; requests are refused until then. */
  readonly deferConfigure?: boolean;
}

/**
 * A plugin instance: one configuration of the module inside the VM. As in Envoy each one has its own
 * `proxy_on_context_create`, `proxy_on_vm_start` and `proxy_on_configure`, and an update is another instance.
 */
export class RootContext {
  readonly context: Context;
  readonly #machine: Machine;
  #refusal: string | undefined;
  #streams = 0;
  #draining = false;
  #judge: FilterStream | undefined = undefined;

  constructor(machine: Machine, vmConfigurationSize: number, options: RootOptions) {
    const plugin = { name: options.name ?? '', rootId: options.rootId ?? '' };
    const context = new Context(machine.takeId(), undefined, plugin, undefined);
    this.#machine = machine;
    this.context = context;
    this.#refusal = `root ${context.id} is not configured yet`;
    machine.contexts.set(context.id, context);
    this.#start(vmConfigurationSize, options);
  }

  get id(): number {
    return this.context.id;
  }

  get configured(): boolean {
    return this.#refusal === undefined;
  }

  /** Milliseconds between ticks that the module asked for, 0 for none. */
  get tickPeriod(): number {
    return this.context.tickPeriod;
  }

  /** Why requests are refused, undefined when they are not. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /** Whether the module may still be called for this root. */
  get alive(): boolean {
    return this.#machine.contexts.get(this.id) === this.context;
  }

  get loop(): Loop {
    return this.#machine.loop;
  }

  /** `proxy_on_configure`; true when the module took the configuration. */
  configure(configuration: string | Uint8Array): boolean {
    const machine = this.#machine;
    const { context } = this;
    const bytes = bytesOf(configuration);
    context.configuration = bytes;
    const taken = this.#ask('proxy_on_configure', machine.guest.on_configure, bytes.length);
    context.configuration = undefined;
    this.#refusal = taken ? undefined : `root ${this.id} is not configured: proxy_on_configure returned false`;
    return taken;
  }

  /** A request that this instance alone gets; the caller drives its callbacks. */
  createStream(init: StreamInit): FilterStream {
    return new FilterStream(this.#machine, this, createHttpStream(init, this.#machine.now()), false);
  }

  /** Takes this instance's place in a stream that passes several. */
  join(http: HttpStream): FilterStream {
    return new FilterStream(this.#machine, this, http, true);
  }

  /**
   * One request's headers in one call, for loops of millions: the same stream object is used again with a new context
   * id, and finished before this returns. Read the result before the next call.
   */
  judge(headers: readonly Header[], properties?: Attributes): FilterStream {
    let stream = this.#judge;
    if (stream === undefined) stream = this.#judge = this.createStream({ headers: [] });
    else stream.restart();
    const { http } = stream;
    http.requestHeaders.fill(checkedHeaders(headers, 'headers'));
    if (properties !== undefined) http.properties = properties;
    stream.requestHeaders(true);
    stream.finish();
    return stream;
  }

  /** `proxy_on_tick`, when the caller says that the time has come. */
  tick(): void {
    this.#ask('proxy_on_tick', this.#machine.guest.on_tick);
  }

  /** `proxy_on_foreign_function`: Envoy itself never calls it, other embedders do. */
  callForeign(functionId: number, argument: Uint8Array): void {
    this.context.callData = argument;
    this.#ask('proxy_on_foreign_function', this.#machine.guest.on_foreign_function, functionId, argument.length);
    this.context.callData = undefined;
  }

  /** Envoy drops a root when its listener has drained: now, or when its last stream ends. */
  delete(): void {
    this.#draining = true;
    if (this.#streams === 0) this.#shutDown();
  }

  streamStarted(): void {
    this.#streams++;
  }

  streamEnded(): void {
    if (--this.#streams === 0 && this.#draining) this.#shutDown();
  }

  #start(vmConfigurationSize: number, options: RootOptions): void {
    const { guest, failed } = this.#machine;
    if (failed !== undefined) return;
    this.context.created = true;
    // Envoy lets the configuration be read here already.
    this.context.configuration = bytesOf(options.configuration ?? '');
    this.#ask('proxy_on_context_create', guest.on_context_create, 0);
    this.context.configuration = undefined;
    if (!this.#ask('proxy_on_vm_start', guest.on_vm_start, vmConfigurationSize)) {
      this.#refusal = `root ${this.id} is not configured: proxy_on_vm_start returned false`;
    } else if (options.deferConfigure !== true) {
      this.configure(options.configuration ?? '');
    }
  }

  /** Calls back for this root; true when it says yes or has no such callback, false when the VM has failed. */
  #ask(name: string, target: ((...args: number[]) => number) | undefined, a = 0, b = 0): boolean {
    const machine = this.#machine;
    if (machine.failed !== undefined || !this.alive) return false;
    if (target === undefined) return true;
    machine.loop.enter();
    try {
      const answer = machine.call(this.context, name, target, this.id, a, b);
      machine.settle();
      return answer !== 0 && machine.failed === undefined;
    } finally {
      machine.loop.leave();
    }
  }

  #shutDown(): void {
    const machine = this.#machine;
    if (!this.alive || machine.pendingDone.has(this.id)) return;
    if (machine.failed !== undefined || this.#ask('proxy_on_done', machine.guest.on_done)) this.#drop();
    else machine.pendingDone.set(this.id, () => this.#drop());
  }

  #drop(): void {
    this.#ask('proxy_on_delete', this.#machine.guest.on_delete);
    this.#machine.contexts.delete(this.id);
    this.#refusal = `root ${this.id} is deleted`;
  }
}

function bytesOf(configuration: string | Uint8Array): Uint8Array {
  return typeof configuration === 'string' ? new TextEncoder().encode(configuration) : configuration;
}
