/**
 * Stands for a worker's event loop: what Envoy would do "later" (queue notifications, answers to calls) waits until
 * the outermost call of the host's user is over.
 */
export class Loop {
  #depth = 0;
  readonly #events: (() => void)[] = [];

  post(event: () => void): void {
    this.#events.push(event);
    if (this.#depth === 0) this.#drain();
  }

  enter(): void {
    this.#depth++;
  }

  leave(): void {
    this.#depth--;
    if (this.#depth === 0 && this.#events.length > 0) this.#drain();
  }

  #drain(): void {
    this.#depth++;
    try {
      while (this.#events.length > 0) this.#events.shift()!();
    } finally {
      this.#depth--;
    }
  }
}
