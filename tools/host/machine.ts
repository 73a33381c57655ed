import { abiStatus } from './abi-status.ts';
import type { ByteString } from './bytes.ts';
import { Context } from './context.ts';
import type { GuestFunctions, GuestFunction } from './guest-functions.ts';
import { GuestMemory } from './guest-memory.ts';
import type { Loop } from './loop.ts';

/** While the module starts or allocates, Envoy traps on most host functions ("restricted_callback"). */
export type Restriction = 'none' | 'start' | 'allocate';

/**
 * One instance of a module with its contexts: the part of proxy-wasm-cpp-host's WasmBase that calls in and is called
 * out of. Only one call runs at a time; `current` and `effective` say on whose behalf.
 */
export class Machine {
  readonly vmId: string;
  readonly loop: Loop;
  /** Nanoseconds since 1970. */
  readonly now: () => bigint;
  readonly vmContext = new Context(0, undefined, undefined, undefined);
  readonly contexts = new Map<number, Context>();
  current: Context = this.vmContext;
  effective = 0;
  /** Roots whose proxy_on_done said "later", by id, with what proxy_done does for them. */
  readonly pendingDone = new Map<number, () => void>();
  restriction: Restriction = 'none';
  /** A local reply ends the stream whatever the callback returns. */
  stopIteration = false;
  /** Why the VM failed: no callback runs any more. */
  failed: string | undefined = undefined;
  /** Empty until the module is there: a start section that calls the host finds no memory. */
  memory = new GuestMemory(new WebAssembly.Memory({ initial: 0 }));
  guest!: GuestFunctions;
  #nextId = 1;
  readonly #deferred: (() => void)[] = [];

  constructor(vmId: string, loop: Loop, now: () => bigint) {
    this.vmId = vmId;
    this.loop = loop;
    this.now = now;
    this.contexts.set(0, this.vmContext);
  }

  takeId(): number {
    while (true) {
      const id = this.#nextId;
      this.#nextId = (id + 1) >>> 0;
      if (!this.contexts.has(id)) return id;
    }
  }

  /** The context that host functions act on. */
  context(): Context {
    if (this.restriction !== 'none') throw restricted();
    return this.effective === 0 ? this.current : (this.contexts.get(this.effective) ?? this.current);
  }

  /** The same for the few host functions that are allowed at any time. */
  contextAnyTime(): Context {
    return this.effective === 0 ? this.current : (this.contexts.get(this.effective) ?? this.current);
  }

  /** Runs what a host function put off until the module has returned. */
  defer(action: () => void): void {
    this.#deferred.push(action);
  }

  /** Tells the root of a queue about an item, once Envoy's loop comes round; a root that is gone hears nothing. */
  queueReady(rootId: number, token: number): void {
    this.loop.post(() => {
      const root = this.contexts.get(rootId);
      const target = this.guest.on_queue_ready;
      if (root === undefined || target === undefined || this.failed !== undefined) return;
      this.call(root, 'proxy_on_queue_ready', target, rootId, token);
      this.settle();
    });
  }

  /** Ends a callback: deferred actions run in order, and may add more. */
  settle(): void {
    this.stopIteration = false;
    while (this.#deferred.length > 0) this.#deferred.shift()!();
  }

  /** Calls an exported function for a context; a trap fails the VM and gives 0. */
  call(context: Context, name: string, target: GuestFunction, a = 0, b = 0, c = 0, d = 0, e = 0): number {
    const current = this.current;
    const effective = this.effective;
    this.current = context;
    this.effective = 0;
    try {
      return target(a, b, c, d, e);
    } catch (error) {
      this.#trapped(name, error);
      return 0;
    } finally {
      this.current = current;
      this.effective = effective;
    }
  }

  /** Memory of the module for `size` bytes, or 0 when it refuses, traps or answers out of bounds. */
  allocate(size: number): number {
    const before = this.restriction;
    this.restriction = 'allocate';
    try {
      const pointer = this.call(this.vmContext, this.guest.allocateName, this.guest.allocate, size) >>> 0;
      return pointer !== 0 && this.memory.holds(pointer, size) ? pointer : 0;
    } finally {
      this.restriction = before;
    }
  }

  /** Hands bytes to the module and stores pointer and size; an empty value is a null pointer. */
  copyOut(value: ByteString | Uint8Array, pointerTo: number, sizeTo: number): number {
    const size = value.length;
    let pointer = 0;
    if (size > 0) {
      pointer = this.allocate(size);
      if (pointer === 0) return abiStatus.invalidMemoryAccess;
      this.memory.write(pointer, value);
    }
    const stored = this.memory.writeU32(pointerTo >>> 0, pointer) && this.memory.writeU32(sizeTo >>> 0, size);
    return stored ? abiStatus.ok : abiStatus.invalidMemoryAccess;
  }

  fail(message: string): void {
    this.failed ??= message;
  }

  #trapped(name: string, error: unknown): void {
    if (!isTrap(error)) {
      this.fail(`${name}: the host's caller threw`);
      throw error;
    }
    this.fail(`Function: ${name} failed: Uncaught ${String(error)}`);
  }
}

/** A stack overflow in the module is a RangeError; an exception of the caller's own code is none of the three. */
function isTrap(error: unknown): boolean {
  return (
    error instanceof WebAssembly.RuntimeError ||
    error instanceof RangeError ||
    (typeof WebAssembly.Exception === 'function' && error instanceof WebAssembly.Exception)
  );
}

/** Reads like the trap that proxy-wasm-cpp-host makes. */
function restricted(): Error {
  return Object.assign(new WebAssembly.RuntimeError('restricted_callback'), { name: 'Error' });
}
