import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A port of 127.0.0.1 that leads to another one and cuts what the client says first into small TLS records. */
export interface SplitHello {
  readonly port: number;
  close(): Promise<void>;
}

/** Bytes of the ClientHello in one record. */
const pieceBytes = 32;
/** Type, version and length (RFC 8446 section 5.1). */
const headBytes = 5;

/** The ClientHello of each connection comes in records of 32 bytes, each in a TCP segment of its own. */
export async function splitHello(to: number): Promise<SplitHello> {
  const server = createServer((client) => {
    const upstream = connect({ port: to, host: '127.0.0.1', noDelay: true });
    client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
    upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
    upstream.pipe(client);
    client.once('data', (first) => {
      client.pause();
      void sendSlowly(recordsOf(first), (record) => upstream.write(record)).then(() => client.pipe(upstream));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function sendSlowly(records: readonly Buffer[], send: (record: Buffer) => void): Promise<void> {
  for (const record of records) {
    send(record);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** The one record of a ClientHello as many records; node:tls writes it in one piece. */
function recordsOf(hello: Buffer): Buffer[] {
  const length = hello.readUInt16BE(3);
  if (hello[0] !== 22 || hello.length !== headBytes + length) throw new Error('expected one whole ClientHello');
  const records: Buffer[] = [];
  for (let at = headBytes; at < hello.length; at += pieceBytes) {
    const piece = hello.subarray(at, at + pieceBytes);
    const head = Buffer.from(hello.subarray(0, headBytes));
    head.writeUInt16BE(piece.length, 3);
    records.push(Buffer.concat([head, piece]));
  }
  return records;
}
