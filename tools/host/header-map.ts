import type { ByteString } from './bytes.ts';
import { inlineRequestHeaders, inlineResponseHeaders } from './inline-headers.ts';
import type { Header } from './types.ts';

export type HeaderMapKind = 'request' | 'response' | 'trailers';

const COLON = 0x3a;

/** ASCII lower case; other bytes stay. The same string comes back when nothing changes. */
export function lowerName(name: string): string {
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    if (code >= 0x41 && code <= 0x5a) return name.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
  }
  return name;
}

/** What a map has to know of a name. */
interface KnownName {
  /** Lower case, `host` of a request resolved. */
  readonly key: string;
  readonly pseudo: boolean;
  /** Envoy keeps one entry only. */
  readonly single: boolean;
}

const CACHED_NAMES = 2048;

/** The names of one kind of map; those seen first are remembered, so that a loop of many requests does not fold them again. */
class Names {
  readonly #known = new Map<string, KnownName>();
  readonly #request: boolean;
  readonly #single: ReadonlySet<string>;

  constructor(request: boolean, single: ReadonlySet<string>) {
    this.#request = request;
    this.#single = single;
  }

  of(name: string): KnownName {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const lower = lowerName(name);
    const key = this.#request && lower === 'host' ? ':authority' : lower;
    const made = { key, pseudo: key.charCodeAt(0) === COLON, single: this.#single.has(key) };
    if (this.#known.size < CACHED_NAMES) this.#known.set(name, made);
    return made;
  }
}

const names: Readonly<Record<HeaderMapKind, Names>> = {
  request: new Names(true, inlineRequestHeaders),
  response: new Names(false, inlineResponseHeaders),
  trailers: new Names(false, new Set()),
};

/**
 * An ordered list of headers with the habits of Envoy's HeaderMapImpl: names are lower case, pseudo headers stay in
 * front, `host` of a request means `:authority`, some headers are kept once only (see `inlineRequestHeaders`).
 */
export class HeaderMap {
  readonly entries: Header[] = [];
  readonly #names: Names;

  constructor(kind: HeaderMapKind, headers: readonly Header[] = []) {
    this.#names = names[kind];
    if (headers.length > 0) this.fill(headers);
  }

  /** Replaces all headers. */
  fill(headers: readonly Header[]): void {
    const { entries } = this;
    entries.length = 0;
    let pseudo = 0;
    for (let at = 0; at < headers.length; at++) {
      const header = headers[at]!;
      const name = this.#names.of(header[0]);
      const plain = !name.single || !this.#append(name.key, header[1]);
      if (!plain) continue;
      const entry: Header = name.key === header[0] ? header : [name.key, header[1]];
      if (!name.pseudo) entries.push(entry);
      else if (pseudo++ === entries.length) entries.push(entry);
      else entries.splice(pseudo - 1, 0, entry);
    }
  }

  /** Lower-cases a name and resolves the alias; every other method takes what this returns. */
  key(name: string): string {
    return this.#names.of(name).key;
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
    const name = this.#names.of(key);
    if (name.single && this.#append(key, value)) return;
    let end = entries.length;
    if (name.pseudo) for (end = 0; end < entries.length && entries[end]![0].charCodeAt(0) === COLON;) end++;
    if (end === entries.length) entries.push([key, value]);
    else entries.splice(end, 0, [key, value]);
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

  /** Adds to a value that is there; false when there is none. */
  #append(key: string, value: ByteString): boolean {
    const { entries } = this;
    for (let at = 0; at < entries.length; at++) {
      const entry = entries[at]!;
      if (entry[0] !== key) continue;
      entries[at] = [key, `${entry[1]},${value}`];
      return true;
    }
    return false;
  }

  /** Sum of the lengths of all names and values. */
  byteSize(): number {
    let size = 0;
    for (const [name, value] of this.entries) size += name.length + value.length;
    return size;
  }
}
