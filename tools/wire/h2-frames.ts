import { frameFlag, frameHead, frameType, headerFrames } from './h2-framing.ts';

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
      const block = frame[3] === frameType.headers ? blocks.shift() : undefined;
      if (block === undefined) continue;
      const endStream = ((frame[4] ?? 0) & frameFlag.endStream) !== 0;
      out.splice(-1, 1, ...headerFrames(block, frame.readUInt32BE(5), endStream));
    }
    return Buffer.concat(out);
  };
}

/** Of the frame at the start, its head included; 0 while the head is not all there. */
function frameLength(bytes: Buffer): number {
  return bytes.length < frameHead ? 0 : frameHead + bytes.readUIntBE(0, 3);
}
