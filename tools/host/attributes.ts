import { type ByteString, doubleBytes, int64Bytes, uint8ArrayOf } from './bytes.ts';
import { byteStringFor } from './checked-headers.ts';
import type { HttpStream } from './http-stream.ts';
import type { Properties, PropertyValue } from './types.ts';

type Bytes = ByteString | Uint8Array;

/** Encodes attribute values as Envoy's native serializer does; `PropertyValue` tells the widths. */
function encode(value: PropertyValue, path: string): Bytes {
  if (typeof value === 'string') return byteStringFor(value, `properties.${path}`);
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'boolean') return Uint8Array.of(value ? 1 : 0);
  return typeof value === 'bigint' || Number.isInteger(value) ? int64Bytes(value) : doubleBytes(value);
}

/** Attributes in the form in which a stream holds them; worth keeping when many streams share them. */
export function compileProperties(properties: Properties | undefined): Map<string, Bytes> {
  const compiled = new Map<string, Bytes>();
  for (const [path, value] of Object.entries(properties ?? {})) {
    compiled.set(path.includes('\0') ? path : path.replaceAll('.', '\0'), encode(value, path));
  }
  return compiled;
}

const header = (http: HttpStream, name: string): Bytes | undefined => http.requestHeaders.first(name);

const target = (http: HttpStream): ByteString => http.requestHeaders.first(':path') ?? '';

/** Attributes that follow from the stream itself (Envoy, "Attributes": request and connection). */
const derived = new Map<string, (http: HttpStream) => Bytes | undefined>(
  Object.entries({
    'request\0path': (http: HttpStream) => header(http, ':path'),
    'request\0url_path': (http: HttpStream) => target(http).split('?', 1)[0]!,
    'request\0query': (http: HttpStream) => {
      const query = target(http).indexOf('?');
      return query < 0
        ? ''
        : target(http)
            .slice(query + 1)
            .split('#', 1)[0]!;
    },
    'request\0host': (http: HttpStream) => header(http, ':authority'),
    'request\0scheme': (http: HttpStream) => header(http, ':scheme'),
    'request\0method': (http: HttpStream) => header(http, ':method'),
    'request\0referer': (http: HttpStream) => header(http, 'referer'),
    'request\0useragent': (http: HttpStream) => header(http, 'user-agent'),
    'request\0id': (http: HttpStream) => header(http, 'x-request-id'),
    // A connection always has these two: no SNI is an empty one.
    'connection\0requested_server_name': () => '',
    'connection\0mtls': () => uint8ArrayOf('\0'),
  }),
);

const roots = new Set(['request', 'response', 'connection', 'upstream', 'source', 'destination', 'metadata']);

/**
 * Reads an attribute of a stream. `path` has U+0000 between its parts. `undefined`: there is none;
 * `null`: it is a group of attributes, which has no serialized form.
 */
export function readAttribute(http: HttpStream, path: string): Bytes | null | undefined {
  const given = http.properties.get(path);
  if (given !== undefined) return given;
  const state = http.filterState.get(path);
  if (state !== undefined) return state;
  const known = derived.get(path);
  if (known !== undefined) return known(http);
  if (path.startsWith('request\0headers\0')) return http.requestHeaders.joined(path.slice(16));
  if (path.startsWith('filter_state\0wasm.')) return http.filterState.get(path.slice(18));
  return roots.has(path) ? null : undefined;
}
