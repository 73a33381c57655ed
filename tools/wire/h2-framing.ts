/** Types of frames: RFC 9113 section 6. */
export const frameType = {
  data: 0,
  headers: 1,
  reset: 3,
  settings: 4,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;

/** Flags of frames: RFC 9113 section 6. ACK (of SETTINGS and PING) and END_STREAM are the same bit. */
export const frameFlag = { endStream: 0x1, ack: 0x1, endHeaders: 0x4 } as const;

/** Bytes before a frame's payload (RFC 9113 section 4.1). */
export const frameHead = 9;

/** The payload that every peer takes (SETTINGS_MAX_FRAME_SIZE). */
export const maxPayload = 16_384;

export function frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(frameHead);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** HEADERS and as many CONTINUATION frames as the block needs. */
export function headerFrames(block: Buffer, stream: number, endStream: boolean): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at === 0 || at < block.length; at += maxPayload) {
    const first = at === 0;
    const last = at + maxPayload >= block.length;
    const flags = (first && endStream ? frameFlag.endStream : 0) | (last ? frameFlag.endHeaders : 0);
    const type = first ? frameType.headers : frameType.continuation;
    frames.push(frame(type, flags, stream, block.subarray(at, at + maxPayload)));
  }
  return frames;
}
