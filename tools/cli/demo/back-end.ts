import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the back end answers, as JSON. */
export interface Echo {
  /** Request target as it arrived. */
  readonly path: string;
  readonly host: string;
  /** The resource that the application takes it for. */
  readonly resource: string;
}

export interface BackEnd {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * An application that reads paths the way many do: decodes until nothing is left to decode, takes "\" for "/", folds case,
 * drops path parameters, resolves dots and empty segments. It answers what it saw and what it made of it.
 */
export async function startBackEnd(): Promise<BackEnd> {
  const server = createServer((request, response) => {
    const echo: Echo = {
      path: request.url ?? '',
      host: request.headers.host ?? '',
      resource: resourceOf(request.url ?? ''),
    };
    response.setHeader('content-type', 'application/json');
    response.end(`${JSON.stringify(echo)}\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, stop: async () => close(server) };
}

/** The resource that a request target names for this application. */
export function resourceOf(target: string): string {
  const path = decodeFully(target.split('?', 1)[0] ?? '')
    .replaceAll('\\', '/')
    .toLowerCase();
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    const name = segment.split(';', 1)[0] ?? '';
    if (name === '..') segments.pop();
    else if (name !== '' && name !== '.') segments.push(name);
  }
  return `/${segments.join('/')}`;
}

function decodeFully(path: string): string {
  const once = path.replaceAll(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
  return once === path ? path : decodeFully(once);
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
