import type { ByteString } from './bytes.ts';
import type { Header } from './types.ts';

/** ASCII lower case; other bytes stay. The same string comes back when nothing changes. */
export function lowerName(name: string): string {
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    if (code >= 0x41 && code <= 0x5a) return name.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
  }
  return name;
}

/**
 * An ordered list of headers with the habits of Envoy's HeaderMapImpl: names are lower case, pseudo headers stay in
 * front, `host` of a request means `:authority`.
 */
export class HeaderMap {
  entries: Header[] = [];
  readonly #request: boolean;

  constructor(request: boolean) {
    this.#request = request;
  }

  /** Lower-cases a name and resolves the alias; every other method takes what this returns. */
  key(name: string): string {
    const lower = lowerName(name);
    return this.#request && lower === 'host' ? ':authority' : lower;
  }

  first(key: string): ByteString | undefined {
    const entries = this.entries;
    for (let at = 0; at < entries.length; at++) {
      const entry = entries[at]!;
      if (entry[0] === key) return entry[1];
    }
    return undefined;
  }

  /** All values of a repeated header, as the attribute `request.headers` shows them. */
  joined(name: string): ByteString | undefined {
    const key = this.key(name);
    const values = this.entries.filter((entry) => entry[0] === key).map((entry) => entry[1]);
    return values.length === 0 ? undefined : values.join(',');
  }

  add(key: string, value: ByteString): void {
    if (key.charCodeAt(0) !== 0x3a) {
      this.entries.push([key, value]);
      return;
    }
    let end = 0;
    while (end < this.entries.length && this.entries[end]![0].charCodeAt(0) === 0x3a) end++;
    this.entries.splice(end, 0, [key, value]);
  }

  set(key: string, value: ByteString): void {
    for (let at = 0; at < this.entries.length; at++) {
      if (this.entries[at]![0] !== key) continue;
      this.entries[at] = [key, value];
      return;
    }
    this.add(key, value);
  }

  remove(key: string): void {
    this.entries = this.entries.filter((entry) => entry[0] !== key);
  }

  /** Sum of the lengths of all names and values. */
  byteSize(): number {
    let size = 0;
    for (const [name, value] of this.entries) size += name.length + value.length;
    return size;
  }
}
