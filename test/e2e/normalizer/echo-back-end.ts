import { createServer, type Socket } from 'node:net';

export interface EchoBackEnd extends AsyncDisposable {
  readonly port: number;
}

/**
 * A back end that answers each HTTP/1.1 request without body by its request line's target, byte for byte, and by its Host in the
 * header `x-host`. On TCP alone: an HTTP library would not show the bytes that arrived.
 */
export async function startEcho(): Promise<EchoBackEnd> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let pending = '';
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      pending += chunk;
      for (let end = pending.indexOf('\r\n\r\n'); end >= 0; end = pending.indexOf('\r\n\r\n')) {
        socket.write(answer(pending.slice(0, end)), 'latin1');
        pending = pending.slice(end + 4);
      }
    });
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the echo back end has no port');
  return {
    port: address.port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(head: string): string {
  const [requestLine = '', ...fields] = head.split('\r\n');
  const target = requestLine.slice(requestLine.indexOf(' ') + 1, requestLine.lastIndexOf(' '));
  const host = fields.find((field) => /^host:/i.test(field))?.replace(/^host: */i, '') ?? '';
  return `HTTP/1.1 200 OK\r\nx-host: ${host}\r\ncontent-length: ${target.length}\r\n\r\n${target}`;
}
