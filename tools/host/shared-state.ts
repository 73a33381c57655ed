import { abiStatus } from './abi-status.ts';
import { Loop } from './loop.ts';

interface Queue {
  readonly items: Uint8Array[];
  /** Tells the root that registered the queue last. */
  notify: () => void;
}

/** What all VMs of a process share in Envoy: key-value data with compare-and-swap, and queues, both by `vm_id`. */
export class SharedState {
  readonly loop = new Loop();
  readonly #data = new Map<string, { value: Uint8Array; cas: number }>();
  readonly #tokens = new Map<string, number>();
  readonly #queues = new Map<number, Queue>();
  #lastCas = 0;

  get(vmId: string, key: string): { readonly value: Uint8Array; readonly cas: number } | undefined {
    return this.#data.get(`${vmId}\0${key}`);
  }

  /** `cas` 0 writes whatever is there; another one only if nobody has written since it was read. */
  set(vmId: string, key: string, value: Uint8Array, cas: number): number {
    const name = `${vmId}\0${key}`;
    const present = this.#data.get(name);
    if (present !== undefined && cas !== 0 && cas !== present.cas) return abiStatus.casMismatch;
    this.#data.set(name, { value, cas: ++this.#lastCas });
    return abiStatus.ok;
  }

  /** A queue's token; a queue that is there already keeps its items, and has a new listener. */
  register(vmId: string, name: string, notify: () => void): number {
    const key = `${vmId}\0${name}`;
    const token = this.#tokens.get(key) ?? this.#tokens.size + 1;
    this.#tokens.set(key, token);
    const queue = this.#queues.get(token);
    if (queue === undefined) this.#queues.set(token, { items: [], notify });
    else queue.notify = notify;
    return token;
  }

  resolve(vmId: string, name: string): number | undefined {
    return this.#tokens.get(`${vmId}\0${name}`);
  }

  enqueue(token: number, item: Uint8Array): number {
    const queue = this.#queues.get(token);
    if (queue === undefined) return abiStatus.notFound;
    queue.items.push(item);
    queue.notify();
    return abiStatus.ok;
  }

  /** The oldest item, or the status that says why there is none. */
  dequeue(token: number): Uint8Array | number {
    const queue = this.#queues.get(token);
    if (queue === undefined) return abiStatus.notFound;
    return queue.items.shift() ?? abiStatus.empty;
  }
}
