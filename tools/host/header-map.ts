import type { ByteString } from './bytes.ts';
import { inlineRequestHeaders, inlineResponseHeaders } from './inline-headers.ts';
import type { Header } from './types.ts';

export type HeaderMapKind = 'request' | 'response' | 'trailers';

const COLON = 0x3a;
const NONE: ReadonlySet<string> = new Set();

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
 * front, `host` of a request means `:authority`, some headers are kept once only (see `inlineRequestHeaders`).
 */
export class HeaderMap {
  entries: Header[] = [];
  readonly #request: boolean;
  readonly #inline: ReadonlySet<string>;

  constructor(kind: HeaderMapKind, headers: readonly Header[] = []) {
    this.#request = kind === 'request';
    this.#inline = kind === 'request' ? inlineRequestHeaders : kind === 'response' ? inlineResponseHeaders : NONE;
    if (headers.length > 0) this.fill(headers);
  }

  /** Replaces all headers. */
  fill(headers: readonly Header[]): void {
    this.entries = [];
    for (const header of headers) {
      const key = this.key(header[0]);
      if (key !== header[0] || key.charCodeAt(0) === COLON || this.#inline.has(key)) this.add(key, header[1]);
      else this.entries.push(header);
    }
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
  joined(key: string): ByteString | undefined {
    const values = this.entries.filter((entry) => entry[0] === key).map((entry) => entry[1]);
    return values.length === 0 ? undefined : values.join(',');
  }

  add(key: string, value: ByteString): void {
    const { entries } = this;
    if (this.#inline.has(key)) {
      const at = entries.findIndex((entry) => entry[0] === key);
      if (at >= 0) {
        entries[at] = [key, `${entries[at]![1]},${value}`];
        return;
      }
    }
    if (key.charCodeAt(0) !== COLON) {
      entries.push([key, value]);
      return;
    }
    let end = 0;
    while (end < entries.length && entries[end]![0].charCodeAt(0) === COLON) end++;
    entries.splice(end, 0, [key, value]);
  }

  /** Replaces all values; as in Envoy the header moves to the end, a pseudo header to the end of these. */
  set(key: string, value: ByteString): void {
    this.remove(key);
    this.add(key, value);
  }

  remove(key: string): void {
    const { entries } = this;
    let kept = 0;
    for (let at = 0; at < entries.length; at++) {
      const entry = entries[at]!;
      if (entry[0] !== key) entries[kept++] = entry;
    }
    entries.length = kept;
  }

  /** Sum of the lengths of all names and values. */
  byteSize(): number {
    let size = 0;
    for (const [name, value] of this.entries) size += name.length + value.length;
    return size;
  }
}
