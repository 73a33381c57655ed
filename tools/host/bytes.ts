/**
 * Bytes are carried in strings that hold one byte per character (U+0000 to U+00FF, "latin1"), so that header values
 * keep every byte and still compare and print like text. `TextDecoder('latin1')` is no help: it means windows-1252.
 */
export type ByteString = string;

const CHUNK = 8192;

/** UTF-8 bytes of ordinary text, one per character of the result: `'é'` becomes `'\u00c3\u00a9'`. */
export function bytesFromText(text: string): ByteString {
  return byteStringOf(new TextEncoder().encode(text));
}

/** The text that the bytes mean as UTF-8; what is not UTF-8 becomes U+FFFD. */
export function textFromBytes(bytes: ByteString | Uint8Array): string {
  return new TextDecoder().decode(typeof bytes === 'string' ? uint8ArrayOf(bytes) : bytes);
}

/** One character per byte. */
export function byteStringOf(bytes: Uint8Array): ByteString {
  if (bytes.length <= CHUNK) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode.apply(null, bytes.subarray(at, at + CHUNK) as unknown as number[]);
  }
  return text;
}

/** One byte per character; the caller has checked that every character is below U+0100. */
export function uint8ArrayOf(bytes: ByteString): Uint8Array {
  const result = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) result[at] = bytes.charCodeAt(at);
  return result;
}

/** Whether every character stands for one byte. */
export function isByteString(text: string): boolean {
  let seen = 0;
  for (let at = 0; at < text.length; at++) seen |= text.charCodeAt(at);
  return seen < 0x100;
}

/** Eight bytes, little-endian, two's complement: how Envoy hands out int64 and uint64 attributes. */
export function int64Bytes(value: number | bigint): Uint8Array {
  const result = new Uint8Array(8);
  new DataView(result.buffer).setBigInt64(0, BigInt.asIntN(64, BigInt(value)), true);
  return result;
}

/** Eight bytes, little-endian IEEE 754. */
export function doubleBytes(value: number): Uint8Array {
  const result = new Uint8Array(8);
  new DataView(result.buffer).setFloat64(0, value, true);
  return result;
}

export function concatenated(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
