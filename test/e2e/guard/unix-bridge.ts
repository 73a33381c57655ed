import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Unix socket for a listener to bind to, and a TCP port of 127.0.0.1 that leads to it. */
export interface UnixBridge {
  readonly path: string;
  readonly port: number;
  close(): Promise<void>;
}

export async function unixBridge(): Promise<UnixBridge> {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-unix-'));
  const path = join(folder, 'socket');
  const server = createServer((client) => {
    const upstream = connect(path);
    client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
    upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    path,
    port: (server.address() as AddressInfo).port,
    async close() {
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
