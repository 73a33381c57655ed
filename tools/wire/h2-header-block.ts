import { latin1Bytes } from './latin1.ts';

/**
 * A header block in HPACK's plainest form: each field a literal without indexing, names and values without Huffman coding
 * (RFC 7541 section 6.2.2). So any bytes can stand in it, also those that no HTTP/2 library lets through.
 */
export function h2HeaderBlock(fields: readonly (readonly [string, string])[]): Buffer {
  return Buffer.concat(fields.flatMap(([name, value]) => [Buffer.of(0), text(name), text(value)]));
}

function text(value: string): Buffer {
  const bytes = latin1Bytes(value);
  return Buffer.concat([integer(bytes.length), bytes]);
}

/** RFC 7541 section 5.1, with a prefix of 7 bits; the eighth, the Huffman flag, stays 0. */
function integer(value: number): Buffer {
  if (value < 127) return Buffer.of(value);
  const bytes = [127];
  let rest = value - 127;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}
