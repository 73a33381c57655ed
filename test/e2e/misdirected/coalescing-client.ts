import { connect as connectH2 } from 'node:http2';
import type { ClientHttp2Session } from 'node:http2';
import { once } from 'node:events';
import { checkServerIdentity, connect as connectTls } from 'node:tls';
import type { TLSSocket } from 'node:tls';

/** What a person's browser does about connections: RFC 9113 section 9.1.1, and RFC 9110 section 15.5.20. */
export interface CoalescingClient extends AsyncDisposable {
  /** `https://HOST/`; every host is at the one address of the client. */
  fetch(host: string, request?: { readonly method: string; readonly body: string }): Promise<Fetched>;
  /** The server names of the connections that were opened, in order. */
  readonly opened: readonly string[];
}

export interface Fetched {
  /** Of each try, in order. */
  readonly statuses: readonly number[];
  /** Of the last response. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface ClientOptions {
  readonly port: number;
  /** PEM of the authority that it trusts. */
  readonly ca: string;
  /** PEM of its own certificate and key, given to servers that ask. */
  readonly cert: string;
  readonly key: string;
  /** Whether a 421 has it try once more, on a connection of its own. */
  readonly obeys421: boolean;
}

interface Connection {
  readonly session: ClientHttp2Session;
  readonly socket: TLSSocket;
  /** Hosts for which the server said 421 here. */
  readonly refused: Set<string>;
}

export function coalescingClient(options: ClientOptions): CoalescingClient {
  const connections: Connection[] = [];
  const opened: string[] = [];

  const open = async (host: string): Promise<Connection> => {
    opened.push(host);
    const connection = await connect(host, options);
    connections.push(connection);
    return connection;
  };
  const usable = (host: string): Connection | undefined =>
    connections.find(
      ({ socket, refused }) =>
        !refused.has(host) && checkServerIdentity(host, socket.getPeerCertificate()) === undefined,
    );

  return {
    opened,
    async fetch(host, request = { method: 'GET', body: '' }) {
      const reused = usable(host);
      const connection = reused ?? (await open(host));
      const first = await exchange(connection, host, request);
      // On a connection of its own another try would get the same answer.
      if (first.status !== 421 || reused === undefined || !options.obeys421) {
        return { statuses: [first.status], headers: first.headers };
      }
      connection.refused.add(host);
      const second = await exchange(await open(host), host, request);
      return { statuses: [first.status, second.status], headers: second.headers };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(
        connections.map(async ({ session }) => {
          if (session.closed && session.destroyed) return;
          const closed = once(session, 'close');
          session.destroy();
          await closed;
        }),
      );
    },
  };
}

async function connect(servername: string, { port, ca, cert, key }: ClientOptions): Promise<Connection> {
  const socket = connectTls({ host: '127.0.0.1', port, servername, ca, cert, key, ALPNProtocols: ['h2'] });
  await once(socket, 'secureConnect');
  const session = connectH2(`https://${servername}`, { createConnection: () => socket });
  await once(session, 'remoteSettings');
  return { session, socket, refused: new Set() };
}

async function exchange(
  { session }: Connection,
  host: string,
  { method, body }: { readonly method: string; readonly body: string },
): Promise<{ readonly status: number; readonly headers: Fetched['headers'] }> {
  const fields = { ':method': method, ':authority': host, ':path': '/' };
  const stream = session.request(fields, { endStream: body === '' });
  if (body !== '') stream.end(body);
  const [headers] = (await once(stream, 'response')) as [Fetched['headers'] & { readonly ':status': number }];
  stream.resume();
  await once(stream, 'close');
  return { status: headers[':status'], headers };
}
