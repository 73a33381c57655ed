import { type ByteString, doubleBytes, int64Bytes } from './bytes.ts';
import { byteStringFor } from './checked-headers.ts';
import type { Properties, PropertyValue } from './types.ts';

/** Encodes attribute values as Envoy's native serializer does; `PropertyValue` tells the widths. */
function encoded(value: PropertyValue, path: string): ByteString | Uint8Array {
  if (typeof value === 'string') return byteStringFor(value, `properties.${path}`);
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'boolean') return Uint8Array.of(value ? 1 : 0);
  return typeof value === 'bigint' || Number.isInteger(value) ? int64Bytes(value) : doubleBytes(value);
}

/** Attributes in the form in which a stream holds them; worth keeping when many streams share them. */
export function compileProperties(properties: Properties): ReadonlyMap<string, ByteString | Uint8Array> {
  const compiled = new Map<string, ByteString | Uint8Array>();
  for (const [path, value] of Object.entries(properties)) {
    compiled.set(path.includes('\0') ? path : path.replaceAll('.', '\0'), encoded(value, path));
  }
  return compiled;
}
