import type { Socket } from 'node:net';
import { faultOf, WireFault } from './fault.ts';

/** Reads a socket in the pieces that a protocol has, each call waiting until its piece is there. */
export interface ByteSource {
  /** Up to the next line feed; the line ending (CR LF or LF) is taken off. */
  line(): Promise<Buffer>;
  /** Exactly `count` bytes. */
  take(count: number): Promise<Buffer>;
  /** Everything until the peer ends the connection in good order; fails when it is reset. */
  rest(): Promise<Buffer>;
  /** Empties and returns what has arrived and was not read. */
  drain(): Buffer;
  /** Makes the pending and all later reads fail. */
  fail(fault: WireFault): void;
}

/** @returns a source whose reads reject with a WireFault: `closed`, `tls`, or what `fail` was given. */
export function byteSource(socket: Socket): ByteSource {
  let buffered: Buffer = Buffer.alloc(0);
  let end: WireFault | undefined;
  let endedCleanly = false;
  let wake: (() => void) | undefined;

  const finish = (fault: WireFault): void => {
    end ??= fault;
    wake?.();
  };
  socket.on('data', (chunk: Buffer) => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
    wake?.();
  });
  socket.on('error', (error) => finish(faultOf(error)));
  socket.on('end', () => {
    endedCleanly = end === undefined;
    finish(new WireFault('closed', 'the server closed the connection'));
  });
  socket.on('close', () => finish(new WireFault('closed', 'the connection was closed')));

  const more = (): Promise<void> => new Promise((resolve) => (wake = resolve));
  const cut = (count: number): Buffer => {
    const piece = buffered.subarray(0, count);
    buffered = buffered.subarray(count);
    return piece;
  };
  // `wanted` answers how many buffered bytes make the piece, -1 while they are not all there.
  const piece = async (wanted: () => number): Promise<Buffer> => {
    for (;;) {
      const count = wanted();
      if (count >= 0) return cut(count);
      if (end !== undefined) throw end;
      await more();
    }
  };

  return {
    async line() {
      const found = await piece(() => buffered.indexOf(0x0a) + 1 || -1);
      return found.subarray(0, found.length >= 2 && found[found.length - 2] === 0x0d ? -2 : -1);
    },
    take: (count) => piece(() => (buffered.length >= count ? count : -1)),
    rest: () => piece(() => (endedCleanly ? buffered.length : -1)),
    drain: () => cut(buffered.length),
    fail: finish,
  };
}
