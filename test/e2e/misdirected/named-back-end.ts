import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a back end got: `POST admin.example.com 5`, with the length of the body. */
export interface NamedBackEnd extends AsyncDisposable {
  readonly port: number;
  readonly got: string[];
}

/** A back end that says its name and the length of the body that it read, by the headers `x-back-end` and `x-read`. */
export async function namedBackEnd(name: string): Promise<NamedBackEnd> {
  const got: string[] = [];
  const server = createServer((request, response) => {
    let size = 0;
    request.on('data', (chunk: Buffer) => (size += chunk.length));
    request.on('end', () => {
      got.push(`${request.method} ${request.headers.host} ${size}`);
      response.writeHead(200, { 'x-back-end': name, 'x-read': size, 'content-length': 0 }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    got,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
