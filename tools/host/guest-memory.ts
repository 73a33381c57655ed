import { byteStringOf, type ByteString } from './bytes.ts';

const CACHE_SLOTS = 256;
const CACHED_LENGTH = 64;

/**
 * The module's linear memory. Every access is checked against its present size: a pointer out of bounds gives
 * `undefined` or `false`, never an exception. The views are renewed when the memory has grown (growing detaches them).
 */
export class GuestMemory {
  readonly memory: WebAssembly.Memory;
  #bytes: Uint8Array;
  #view: DataView;
  readonly #names: string[] = Array.from({ length: CACHE_SLOTS }, () => '');

  constructor(memory: WebAssembly.Memory) {
    this.memory = memory;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#view = new DataView(memory.buffer);
  }

  bytes(): Uint8Array {
    if (this.#bytes.length === 0) {
      this.#bytes = new Uint8Array(this.memory.buffer);
      this.#view = new DataView(this.memory.buffer);
    }
    return this.#bytes;
  }

  holds(pointer: number, size: number): boolean {
    return pointer + size <= this.bytes().length;
  }

  /** A copy of `size` bytes. */
  read(pointer: number, size: number): Uint8Array | undefined {
    return this.holds(pointer, size) ? this.bytes().slice(pointer, pointer + size) : undefined;
  }

  /** Short strings (names of headers and properties) come from a small cache, so that a hot loop makes no garbage. */
  readString(pointer: number, size: number): ByteString | undefined {
    const bytes = this.bytes();
    if (pointer + size > bytes.length) return undefined;
    if (size === 0) return '';
    if (size > CACHED_LENGTH) return byteStringOf(bytes.subarray(pointer, pointer + size));
    const slot = (pointer ^ (size * 37)) & (CACHE_SLOTS - 1);
    const cached = this.#names[slot]!;
    if (cached.length === size) {
      let at = 0;
      while (at < size && cached.charCodeAt(at) === bytes[pointer + at]) at++;
      if (at === size) return cached;
    }
    return (this.#names[slot] = byteStringOf(bytes.subarray(pointer, pointer + size)));
  }

  /** The caller has checked the bounds with `holds`. */
  write(pointer: number, value: ByteString | Uint8Array): void {
    const bytes = this.bytes();
    if (typeof value === 'string') {
      for (let at = 0; at < value.length; at++) bytes[pointer + at] = value.charCodeAt(at);
    } else {
      bytes.set(value, pointer);
    }
  }

  readU32(pointer: number): number | undefined {
    return this.holds(pointer, 4) ? this.#view.getUint32(pointer, true) : undefined;
  }

  writeU32(pointer: number, value: number): boolean {
    if (!this.holds(pointer, 4)) return false;
    this.#view.setUint32(pointer, value, true);
    return true;
  }

  writeU64(pointer: number, value: bigint): boolean {
    if (!this.holds(pointer, 8)) return false;
    this.#view.setBigUint64(pointer, BigInt.asUintN(64, value), true);
    return true;
  }
}
