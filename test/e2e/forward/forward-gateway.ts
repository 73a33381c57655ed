import type { HttpConnectionManagerOptions } from '../../../tools/envoy/http-connection-manager.ts';
import { headerOf } from '../../../tools/wire/response.ts';
import { h1Client, h2Client, type Answer, type Asked, type Client } from '../normalizer/client.ts';
import { startGateway, type Gateway } from '../normalizer/gateway.ts';
import type { ReceivedHead } from '../normalizer/tcp-back-end.ts';
import { startScriptedBackEnd } from './scripted-back-end.ts';

export const protocols = [
  ['HTTP/1.1', h1Client],
  ['HTTP/2', h2Client],
] as const;

export type ClientOf = (port: number) => Client;

export interface ScriptedRequest extends Asked {
  /** What the back end answers to one request after the other (scripted-back-end.ts); `ok` when left out. */
  readonly script?: string;
}

export interface Outcome extends Answer {
  /** Which case the request was, in the access log too. */
  readonly id: string;
  /** The requests that arrived at the back end. */
  readonly arrived: readonly ReceivedHead[];
  /** Their targets. */
  readonly targets: readonly string[];
  /** Name of the route whose answer it is. */
  readonly route: string | undefined;
}

export interface ForwardGateway extends Gateway {
  /** What has arrived at the back end of a case until now. */
  seen(id: string): readonly ReceivedHead[];
  /** Sends one request, over a connection of its own or over that of a client. */
  ask(listener: string, asked: ScriptedRequest, by?: ClientOf | Client): Promise<Outcome>;
}

/** A gateway in front of a scripted back end, for the tests of forward ORIGINAL. */
export async function startForwardGateway(
  listeners: Readonly<Record<string, Partial<HttpConnectionManagerOptions>>>,
): Promise<ForwardGateway> {
  const backEnd = await startScriptedBackEnd();
  const gateway = await startGateway({ listeners, backEnd });
  let cases = 0;
  return {
    ...gateway,
    seen: (id) => backEnd.seen(id),
    async ask(listener, { script = 'ok', headers = [], ...asked }, by = h1Client) {
      const id = `case-${cases++}`;
      const client = typeof by === 'function' ? by(gateway.envoy.port(listener)) : by;
      try {
        const answer = await client.send({ ...asked, headers: [['x-case', id], ['x-script', script], ...headers] });
        const arrived = backEnd.seen(id);
        const route = headerOf(answer.response, 'x-route');
        return { ...answer, id, route, arrived, targets: arrived.map(({ target }) => target) };
      } finally {
        if (typeof by === 'function') client.close();
      }
    },
  };
}
