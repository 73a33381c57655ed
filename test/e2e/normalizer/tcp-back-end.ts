import { createServer, type Socket } from 'node:net';

export interface BackEnd extends AsyncDisposable {
  readonly port: number;
}

/** The request line's target, byte for byte, and the header lines, of an HTTP/1.1 request. */
export interface ReceivedHead {
  readonly target: string;
  /** By lower-case name; the last of several. */
  readonly headers: ReadonlyMap<string, string>;
}

/**
 * A back end that answers each HTTP/1.1 request without body by what `answer` makes of it; null breaks the connection. On TCP
 * alone: an HTTP library would not show the bytes that arrived.
 */
export async function startTcpBackEnd(answer: (head: ReceivedHead) => string | null): Promise<BackEnd> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let pending = '';
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      pending += chunk;
      for (let end = pending.indexOf('\r\n\r\n'); end >= 0; end = pending.indexOf('\r\n\r\n')) {
        const reply = answer(readHead(pending.slice(0, end)));
        if (reply === null) return void socket.destroy();
        socket.write(reply, 'latin1');
        pending = pending.slice(end + 4);
      }
    });
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the back end has no port');
  return {
    port: address.port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function readHead(head: string): ReceivedHead {
  const [requestLine = '', ...fields] = head.split('\r\n');
  const target = requestLine.slice(requestLine.indexOf(' ') + 1, requestLine.lastIndexOf(' '));
  const headers = fields.map((field): [string, string] => {
    const colon = field.indexOf(':');
    return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
  });
  return { target, headers: new Map(headers) };
}
