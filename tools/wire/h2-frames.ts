/** Frames and flags of RFC 9113 section 6. */
const frameHead = 9;
const headersType = 1;
const continuationType = 9;
const endStreamFlag = 0x1;
const endHeadersFlag = 0x4;
/** The frame size that every peer takes (SETTINGS_MAX_FRAME_SIZE). */
const maxPayload = 16_384;
/** Length of the client's connection preface. */
const prefaceLength = 24;

/**
 * Rewrites what an HTTP/2 client sends: the header block of each HEADERS frame is replaced by the next one in `blocks`.
 * Everything else (settings, flow control, data) passes as it is. The preface is held back until its SETTINGS are there: both go out
 * in one write, because a server that closes after the first would make the second fail, and hide what it had said.
 *
 * @returns a function that takes the client's bytes as they come and returns those to send now.
 */
export function headerRewriter(blocks: Buffer[]): (chunk: Buffer) => Buffer {
  let pending: Buffer = Buffer.alloc(0);
  let begun = false;
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    const out: Buffer[] = [];
    const take = (length: number): Buffer => {
      const piece = pending.subarray(0, length);
      pending = pending.subarray(length);
      out.push(piece);
      return piece;
    };
    if (!begun) {
      const first = frameLength(pending.subarray(prefaceLength));
      if (first === 0 || pending.length < prefaceLength + first) return Buffer.alloc(0);
      take(prefaceLength);
      begun = true;
    }
    for (let length = frameLength(pending); length > 0 && length <= pending.length; length = frameLength(pending)) {
      const frame = take(length);
      const block = frame[3] === headersType ? blocks.shift() : undefined;
      if (block !== undefined) out.splice(-1, 1, ...headerFrames(frame, block));
    }
    return Buffer.concat(out);
  };
}

/** Of the frame at the start, its head included; 0 while the head is not all there. */
function frameLength(bytes: Buffer): number {
  return bytes.length < frameHead ? 0 : frameHead + bytes.readUIntBE(0, 3);
}

function headerFrames(original: Buffer, block: Buffer): Buffer[] {
  const stream = original.readUInt32BE(5);
  const endStream = (original[4] ?? 0) & endStreamFlag;
  const frames: Buffer[] = [];
  for (let at = 0; at === 0 || at < block.length; at += maxPayload) {
    const piece = block.subarray(at, at + maxPayload);
    const last = at + maxPayload >= block.length ? endHeadersFlag : 0;
    const head = Buffer.alloc(frameHead);
    head.writeUIntBE(piece.length, 0, 3);
    head[3] = at === 0 ? headersType : continuationType;
    head[4] = last | (at === 0 ? endStream : 0);
    head.writeUInt32BE(stream, 5);
    frames.push(head, piece);
  }
  return frames;
}
