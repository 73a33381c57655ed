// The status in a header block, without an HPACK decoder: the client allows no dynamic table, so the block begins with it.

/** Huffman code of each digit: value and bits (RFC 7541 appendix B). */
const digitCodes = [
  ...[0x0, 0x1, 0x2].map((code) => [code, 5] as const),
  ...[0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f].map((code) => [code, 6] as const),
];

/** Statuses by the bytes of their Huffman form, read as one number. */
const byHuffman = new Map(Array.from({ length: 500 }, (_, index) => [huffman(index + 100), index + 100]));

function huffman(status: number): number {
  let value = 0;
  let bits = 0;
  for (const digit of String(status)) {
    const [code, size] = digitCodes[Number(digit)]!;
    value = (value << size) | code;
    bits += size;
  }
  const padding = (8 - (bits % 8)) % 8;
  return (((value << padding) | ((1 << padding) - 1)) << 3) | ((bits + padding) / 8);
}

const staticStatuses = [200, 204, 206, 304, 400, 404, 500];
const firstStatic = 0x88;

/** @throws Error for a block that begins with anything but `:status` (RFC 9113 8.3.2). */
export function statusOf(block: Buffer): number {
  let at = 0;
  // Dynamic table size update (RFC 7541 6.3): to 0, in one byte.
  while ((block[at]! & 0xe0) === 0x20) at++;
  const head = block[at]!;
  if (head >= firstStatic && head < firstStatic + staticStatuses.length) return staticStatuses[head - firstStatic]!;
  const literal = (head & 0xc0) === 0x40 ? head & 0x3f : head & 0x0f;
  const size = block[at + 1]! & 0x7f;
  if (literal < 8 || literal > 14 || head >= 0x80 || size > 3) throw new Error(`no status in ${block.toString('hex')}`);
  const value = block.subarray(at + 2, at + 2 + size);
  if ((block[at + 1]! & 0x80) === 0) return Number(value.toString('latin1'));
  const status = byHuffman.get((value.readUIntBE(0, size) << 3) | size);
  if (status === undefined) throw new Error(`no status in ${block.toString('hex')}`);
  return status;
}
