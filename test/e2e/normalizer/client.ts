import { openH1, type H1Connection } from '../../../tools/wire/h1.ts';
import { openH2, type H2Connection } from '../../../tools/wire/h2.ts';
import { headerOf, type WireResponse } from '../../../tools/wire/response.ts';

export interface Answer {
  readonly status: number | null;
  /** The request target and the Host that the back end saw, null when it saw none. */
  readonly seen: string | null;
  readonly host: string | null;
  readonly location: string | undefined;
  /** Of an answer that is not the back end's. */
  readonly body: string;
  /** All of it, for what is not above. */
  readonly response: WireResponse;
}

export interface Asked {
  readonly path: string;
  readonly method?: string;
  readonly host?: string;
  readonly headers?: readonly (readonly [string, string])[];
}

/** Sends one request after the other to a port, over one connection as long as it is kept. */
export interface Client {
  send(asked: Asked): Promise<Answer>;
  close(): void;
}

const defaultHost = 'a.example.com';

export function h1Client(port: number): Client {
  return client<H1Connection>(
    () => openH1({ port }),
    (connection, { path, method = 'GET', host = defaultHost, headers = [] }) =>
      connection.send({ method, path, host, headers }),
  );
}

export function h2Client(port: number): Client {
  return client<H2Connection>(
    () => openH2({ port }),
    (connection, { path, method = 'GET', host = defaultHost, headers = [] }) =>
      connection.sendFields([
        [':method', method],
        [':scheme', 'http'],
        [':authority', host],
        [':path', path],
        ...headers,
      ]),
  );
}

function client<Connection extends { close(): void }>(
  open: () => Promise<Connection>,
  exchange: (connection: Connection, asked: Asked) => Promise<WireResponse>,
): Client {
  let connection: Connection | undefined;
  const close = (): void => {
    connection?.close();
    connection = undefined;
  };
  const once = async (asked: Asked): Promise<WireResponse> => {
    connection ??= await open();
    const response = await exchange(connection, asked);
    if (response.error !== undefined || headerOf(response, 'connection') === 'close') close();
    return response;
  };
  return {
    close,
    async send(asked) {
      const first = await once(asked);
      // Envoy may end a kept connection at any time, also while we write to it.
      const response = first.status === null && first.error === 'closed' ? await once(asked) : first;
      const host = headerOf(response, 'x-host');
      return {
        status: response.status,
        seen: host === undefined ? null : response.body,
        host: host ?? null,
        location: headerOf(response, 'location'),
        body: host === undefined ? response.body : '',
        response,
      };
    },
  };
}
