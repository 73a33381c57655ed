import { byteStringOf, type ByteString } from './bytes.ts';
import type { Header } from './types.ts';

const MAX_BYTES = 1024 * 1024;
const MAX_PAIRS = 1024;

/** Bytes that `pairs` take in the ABI's serialization: count, the lengths, then zero-terminated names and values. */
export function pairsSize(pairs: readonly Header[]): number {
  let size = 4;
  for (const [name, value] of pairs) size += 10 + name.length + value.length;
  return size;
}

/** Serializes header pairs (proxy-wasm spec v0.2.1, "Serialized map"). */
export function encodePairs(pairs: readonly Header[]): Uint8Array {
  const bytes = new Uint8Array(pairsSize(pairs));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, pairs.length, true);
  let at = 4;
  for (const [name, value] of pairs) {
    view.setUint32(at, name.length, true);
    view.setUint32(at + 4, value.length, true);
    at += 8;
  }
  const put = (text: ByteString): void => {
    for (let index = 0; index < text.length; index++) bytes[at + index] = text.charCodeAt(index);
    at += text.length + 1;
  };
  for (const [name, value] of pairs) {
    put(name);
    put(value);
  }
  return bytes;
}

/** The reverse; a malformed or oversized buffer means no pairs at all, as in proxy-wasm-cpp-host. */
export function decodePairs(bytes: Uint8Array): Header[] {
  if (bytes.length < 4 || bytes.length > MAX_BYTES) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  if (count > MAX_PAIRS || 4 + count * 8 > bytes.length) return [];
  const pairs: Header[] = [];
  let at = 4 + count * 8;
  for (let index = 0; index < count; index++) {
    const nameEnd = at + view.getUint32(4 + index * 8, true);
    const valueEnd = nameEnd + 1 + view.getUint32(8 + index * 8, true);
    if (valueEnd >= bytes.length || bytes[nameEnd] !== 0 || bytes[valueEnd] !== 0) return [];
    pairs.push([byteStringOf(bytes.subarray(at, nameEnd)), byteStringOf(bytes.subarray(nameEnd + 1, valueEnd))]);
    at = valueEnd + 1;
  }
  return at === bytes.length ? pairs : [];
}
