import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { headerRewriter } from './h2-frames.ts';

/** A socket for node:http2 whose outgoing header blocks are replaced by those in `blocks`, in order. */
export function h2Socket(socket: Socket, blocks: Buffer[]): Duplex {
  const rewrite = headerRewriter(blocks);
  const duplex = new Duplex({
    read: () => void socket.resume(),
    write(chunk: Buffer, _encoding, done) {
      const bytes = rewrite(chunk);
      if (bytes.length === 0) done();
      else socket.write(bytes, done);
    },
    final: (done) => void socket.end(done),
    destroy(error, done) {
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', (chunk: Buffer) => {
    if (!duplex.push(chunk)) socket.pause();
  });
  socket.on('end', () => duplex.push(null));
  socket.on('error', (error) => duplex.destroy(error));
  socket.on('close', () => duplex.destroy());
  return duplex;
}
