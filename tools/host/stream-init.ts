import { byteStringFor, checkedHeaders } from './checked-headers.ts';
import { uint8ArrayOf } from './bytes.ts';
import { type Attributes, type Connection, HttpStream } from './http-stream.ts';
import { compileProperties } from './property-values.ts';
import type { Header, Properties } from './types.ts';

/** A request as the first filter of the chain gets it. */
export interface StreamInit {
  /** In order; values as bytes. Names become lower case, pseudo headers move to the front. */
  readonly headers: readonly Header[];
  /** Attributes; from `compileProperties` when many streams share them. */
  readonly properties?: Properties | Attributes;
  /** Filter state that an earlier Wasm filter has set, by the name that it used. */
  readonly filterState?: Readonly<Record<string, ByteValue>>;
  /** `new Connection()`, the same for streams of one connection; without it the stream has one of its own. */
  readonly connection?: Connection;
}

type ByteValue = string | Uint8Array;

/** A stream's shared part from what the caller gave; a user failure for values that are no bytes. */
export function createHttpStream(init: StreamInit, startTime: bigint): HttpStream {
  const http = new HttpStream();
  http.startTime = startTime;
  http.connection = init.connection;
  http.requestHeaders.fill(checkedHeaders(init.headers, 'headers'));
  if (init.properties !== undefined) http.properties = attributesOf(init.properties);
  for (const [name, value] of Object.entries(init.filterState ?? {})) {
    const bytes = typeof value === 'string' ? uint8ArrayOf(byteStringFor(value, `filterState.${name}`)) : value;
    http.filterState.set(name, bytes);
  }
  return http;
}

function attributesOf(properties: Properties | Attributes): Attributes {
  return properties instanceof Map ? (properties as Attributes) : compileProperties(properties as Properties);
}
