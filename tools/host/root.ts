import { compileProperties } from './attributes.ts';
import { byteStringFor, checkedHeaders } from './checked-headers.ts';
import { bytesFromText, uint8ArrayOf } from './bytes.ts';
import { Context } from './context.ts';
import { HttpStream } from './http-stream.ts';
import type { Machine } from './machine.ts';
import { FilterStream } from './stream.ts';
import type { Header, Properties } from './types.ts';

export interface RootOptions {
  /** Envoy's `root_id`. */
  readonly rootId?: string;
  /** Envoy's plugin `name`, the attribute `plugin_name`. */
  readonly name?: string;
  /** Absent or empty: `proxy_on_configure` is called with size 0. */
  readonly configuration?: string | Uint8Array;
  /** Leave `proxy_on_configure` to a later call of `configure`. */
  readonly deferConfigure?: boolean;
}

export interface StreamInit {
  /** In order, names in any case, values as bytes. */
  readonly headers: readonly (readonly [string, string])[];
  readonly properties?: Properties | ReadonlyMap<string, string | Uint8Array>;
  /** Filter state that an earlier Wasm filter has set, by the name that it used. */
  readonly filterState?: Readonly<Record<string, string | Uint8Array>>;
}

/** A plugin instance: one configuration of the module inside the VM. */
export class RootContext {
  readonly context: Context;
  readonly #machine: Machine;
  #configured = false;
  #started = true;
  #streams = 0;
  #draining = false;
  #judge: FilterStream | undefined = undefined;

  constructor(machine: Machine, vmConfigurationSize: number, options: RootOptions) {
    const plugin = { name: options.name ?? '', rootId: options.rootId ?? '' };
    const context = new Context(machine.takeId(), undefined, plugin, undefined);
    this.#machine = machine;
    this.context = context;
    machine.contexts.set(context.id, context);
    if (machine.failed !== undefined) return;
    const { on_context_create: create, on_vm_start: start } = machine.guest;
    context.configuration = configurationBytes(options.configuration);
    context.created = true;
    if (create) machine.call(context, 'proxy_on_context_create', create, context.id, 0);
    context.configuration = undefined;
    machine.settle();
    if (start && machine.failed === undefined) {
      this.#started = machine.call(context, 'proxy_on_vm_start', start, context.id, vmConfigurationSize) !== 0;
      machine.settle();
    }
    if (options.deferConfigure !== true) this.configure(options.configuration ?? '');
  }

  get id(): number {
    return this.context.id;
  }

  get configured(): boolean {
    return this.#configured;
  }

  get tickPeriod(): number {
    return this.context.tickPeriod;
  }

  /** Why requests are refused, undefined when they are not. */
  get refusal(): string | undefined {
    if (this.#configured) return undefined;
    return `root ${this.id} is not configured: ${this.#started ? 'proxy_on_configure' : 'proxy_on_vm_start'} returned false`;
  }

  /** `proxy_on_configure`; true when the module took the configuration. */
  configure(configuration: string | Uint8Array): boolean {
    const machine = this.#machine;
    const target = machine.guest.on_configure;
    this.#configured = machine.failed === undefined && this.#started;
    if (!this.#configured || target === undefined) return this.#configured;
    const bytes = configurationBytes(configuration);
    this.context.configuration = bytes;
    const result = machine.call(this.context, 'proxy_on_configure', target, this.id, bytes.length);
    this.context.configuration = undefined;
    this.#configured = machine.failed === undefined && result !== 0;
    machine.settle();
    return this.#configured;
  }

  createStream(init: StreamInit): FilterStream {
    return new FilterStream(this.#machine, this, createHttpStream(init));
  }

  /**
   * One request's headers in one call, for loops of millions: the same stream object is used again with a new context
   * id, and finished before this returns. Read the result before the next call.
   */
  judge(headers: readonly Header[], properties?: ReadonlyMap<string, string | Uint8Array>): FilterStream {
    const checked = checkedHeaders(headers, 'headers');
    let stream = this.#judge;
    if (stream === undefined) stream = this.#judge = this.createStream({ headers: [] });
    else stream.restart(checked);
    const { http } = stream;
    http.requestHeaders.entries = checked;
    if (properties !== undefined) http.properties = properties;
    stream.requestHeaders(true);
    stream.finish();
    return stream;
  }

  /** `proxy_on_tick`, when the caller says that time has come. */
  tick(): void {
    const { on_tick: target } = this.#machine.guest;
    if (target === undefined || this.#machine.failed !== undefined) return;
    this.#machine.call(this.context, 'proxy_on_tick', target, this.id);
    this.#machine.settle();
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

  #shutDown(): void {
    const machine = this.#machine;
    if (machine.contexts.get(this.id) !== this.context) return;
    const { on_done: done } = machine.guest;
    let finished = true;
    if (done && machine.failed === undefined) {
      finished = machine.call(this.context, 'proxy_on_done', done, this.id) !== 0;
      machine.settle();
    }
    if (finished || machine.failed !== undefined) this.#drop();
    else machine.pendingDone.set(this.id, () => this.#drop());
  }

  #drop(): void {
    const machine = this.#machine;
    const { on_delete: remove } = machine.guest;
    if (remove && machine.failed === undefined) {
      machine.call(this.context, 'proxy_on_delete', remove, this.id);
      machine.settle();
    }
    machine.contexts.delete(this.id);
  }
}

/** A stream's shared part from what the caller gave. */
export function createHttpStream(init: StreamInit): HttpStream {
  const http = new HttpStream();
  http.requestHeaders.entries = checkedHeaders(init.headers, 'headers');
  http.properties = init.properties instanceof Map ? init.properties : compileProperties(init.properties as Properties);
  for (const [name, value] of Object.entries(init.filterState ?? {})) {
    http.filterState.set(
      name,
      typeof value === 'string' ? uint8ArrayOf(byteStringFor(value, `filterState.${name}`)) : value,
    );
  }
  return http;
}

function configurationBytes(configuration: string | Uint8Array | undefined): Uint8Array {
  if (configuration instanceof Uint8Array) return configuration;
  return uint8ArrayOf(bytesFromText(configuration ?? ''));
}
