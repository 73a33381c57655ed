import { concatenated } from './bytes.ts';

/** What a body callback may answer (`FilterDataStatus`); anything else means the last. */
const CONTINUE = 0;
const BUFFER = 1;
const WATERMARK = 2;

const EMPTY = new Uint8Array(0);

/** What one filter does with a body that comes in chunks: hands on, holds, or drops. */
export class BodyRelay {
  #held: Uint8Array = EMPTY;
  #buffering = false;

  /** What the callback gets to see: with StopIterationAndBuffer all that was held so far, else the new chunk. */
  offer(chunk: Uint8Array): Uint8Array {
    if (!this.#buffering) return chunk;
    const all = concatenated([this.#held, chunk]);
    this.#held = EMPTY;
    this.#buffering = false;
    return all;
  }

  /** What goes on to the next filter after the callback's answer; undefined when it is held or dropped. */
  settle(result: number, seen: Uint8Array): Uint8Array | undefined {
    if (result === CONTINUE) {
      const all = concatenated([this.#held, seen]);
      this.#held = EMPTY;
      return all;
    }
    this.#buffering = result === BUFFER;
    if (result === BUFFER || result === WATERMARK) this.#held = concatenated([this.#held, seen]);
    return undefined;
  }

  /** What was held, once the module lets the stream go on. */
  take(): Uint8Array {
    const all = this.#held;
    this.#held = EMPTY;
    this.#buffering = false;
    return all;
  }
}
