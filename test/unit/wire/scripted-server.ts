import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A server for one test: it answers each connection's first bytes with `answer`, and keeps what it received. */
export interface ScriptedServer extends AsyncDisposable {
  readonly port: number;
  /** Everything received, latin1, one entry a connection. */
  readonly received: string[];
}

/** @param answer pieces to write, each on its own; then the connection is ended if `end`. Null never answers. */
export async function scriptedServer(answer: readonly string[] | null, end = false): Promise<ScriptedServer> {
  const received: string[] = [];
  const server = createServer((socket) => {
    const at = received.push('') - 1;
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      received[at] += chunk.toString('latin1');
      if (answer === null) return;
      for (const piece of answer) socket.write(piece, 'latin1');
      if (end) socket.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
