import { headerMapType } from './abi-status.ts';
import { type ByteString, byteStringOf, int64Bytes } from './bytes.ts';
import type { Context } from './context.ts';
import type { HeaderMap } from './header-map.ts';
import type { HttpStream } from './http-stream.ts';
import { encodePairs } from './pairs.ts';
import type { Header } from './types.ts';

type Bytes = ByteString | Uint8Array;

/** Attributes that follow from the request's headers; absent once Envoy has closed these to the context. */
const ofRequest = new Map<string, (headers: HeaderMap) => Bytes | undefined>([
  ['path', (headers) => headers.first(':path')],
  ['url_path', (headers) => (headers.first(':path') ?? '').split('?', 1)[0]!],
  ['query', (headers) => query(headers.first(':path') ?? '')],
  ['host', (headers) => headers.first(':authority')],
  ['scheme', (headers) => headers.first(':scheme')],
  ['method', (headers) => headers.first(':method')],
  ['referer', (headers) => headers.first('referer')],
  ['useragent', (headers) => headers.first('user-agent')],
  ['id', (headers) => headers.first('x-request-id')],
  ['headers', (headers) => serialized(headers)],
  ['headers_bytes', (headers) => int64Bytes(headers.byteSize())],
]);

/** Attributes that every stream has. */
const ofStream = new Map<string, (http: HttpStream) => Bytes | undefined>([
  ['request\0time', (http) => int64Bytes(http.startTime)],
  ['response\0code', (http) => code(http)],
  ['response\0code_details', (http) => http.details],
  // A connection always has these two: no SNI is an empty one.
  ['connection\0requested_server_name', () => ''],
  ['connection\0mtls', () => '\0'],
  ['metadata', () => ''],
]);

/** Groups of attributes, which have no serialized form. */
const groups = new Set('request response connection upstream source destination filter_state xds'.split(' '));

const REQUEST = 'request\0';
const REQUEST_HEADERS = 'request\0headers\0';
const RESPONSE_HEADERS = 'response\0headers\0';
const FILTER_STATE = 'filter_state\0wasm.';

/**
 * Reads an attribute of a stream (Envoy docs, "Attributes"). `path` has U+0000 between its parts. `undefined`: there
 * is none; `null`: it is a group of attributes, which cannot be serialized.
 */
export function readAttribute(context: Context, http: HttpStream, path: string): Bytes | null | undefined {
  const given = http.properties.get(path) ?? storedState(http, path);
  // With a NUL in it the name is a path, and filter state of such a name is out of reach.
  if (given !== undefined && (http.properties.has(path) || !path.includes('\0'))) return given;
  const known = ofStream.get(path);
  if (known !== undefined) return known(http);
  if (path.startsWith(REQUEST)) {
    const headers = context.readableMap(headerMapType.requestHeaders);
    if (headers === undefined) return undefined;
    if (path.startsWith(REQUEST_HEADERS)) return headers.joined(headers.key(path.slice(REQUEST_HEADERS.length)));
    return ofRequest.get(path.slice(REQUEST.length))?.(headers);
  }
  if (path.startsWith(RESPONSE_HEADERS)) {
    const headers = context.readableMap(headerMapType.responseHeaders);
    return headers?.joined(headers.key(path.slice(RESPONSE_HEADERS.length)));
  }
  if (path.startsWith(FILTER_STATE)) return storedState(http, path.slice(FILTER_STATE.length));
  return groups.has(path) ? null : undefined;
}

function storedState(http: HttpStream, name: string): Uint8Array | undefined {
  return http.filterState.get(name) ?? http.connection?.filterState.get(name);
}

function query(path: ByteString): ByteString {
  const mark = path.indexOf('?');
  return mark < 0 ? '' : path.slice(mark + 1).split('#', 1)[0]!;
}

function code(http: HttpStream): Bytes | undefined {
  const status = http.responseHeaders?.first(':status');
  return status === undefined ? undefined : int64Bytes(Number(status));
}

/** A map attribute as pairs, repeated headers joined; Envoy's order is another one. */
function serialized(headers: HeaderMap): Bytes {
  const names = new Set(headers.entries.map((entry) => entry[0]));
  return byteStringOf(encodePairs([...names].map((name): Header => [name, headers.joined(name)!])));
}
