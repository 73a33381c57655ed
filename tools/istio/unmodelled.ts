import type { ApiListener } from './api-listener.ts';
import type { GatewayServer } from './gateway.ts';
import type { Remark } from './remark.ts';
import type { ServerTls } from './server-tls.ts';

/** What of a server of an Istio Gateway no guard of requests can see, or only in part. */
export function unmodelledServer({ protocol, tls, bind, where }: GatewayServer): Remark[] {
  const bound =
    bind !== undefined && tls !== undefined
      ? [
          note(
            where,
            `bind ${bind}: a guard sees the port of a connection, not its address, so servers of one port count as one`,
          ),
        ]
      : [];
  return [...bound, ...unmodelled(protocol, tls, where)];
}

/** The same of a listener of the Gateway API. */
export function unmodelledListener({ protocol, tls, where }: ApiListener): Remark[] {
  return unmodelled(protocol, tls, where);
}

const plainHttp = ['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB'];

function unmodelled(protocol: string, tls: ServerTls | undefined, where: string): Remark[] {
  // Plain text has no server name, and requests on it are not judged: there is nothing to say about it.
  if (plainHttp.includes(protocol)) return [];
  if (tls === undefined)
    return [note(where, `${protocol}: Envoy sees no requests there, so there is nothing to guard`)];
  if (tls.mode === 'AUTO_PASSTHROUGH') {
    return [
      note(
        where,
        'AUTO_PASSTHROUGH: its server names are those of clusters and its connections are passed on, so it is left out',
      ),
    ];
  }
  if (tls.mode === 'PASSTHROUGH') return [note(where, `PASSTHROUGH: ${passedOn}`)];
  if (protocol === 'TLS') return [note(where, `TLS: ${passedOn}`)];
  if (tls.mode !== 'ISTIO_MUTUAL') return [];
  const text =
    'ISTIO_MUTUAL: sidecars send the server name of their DestinationRule (tls.sni), which has to be of the same server as the authority';
  return [note(where, text)];
}

const passedOn =
  'Envoy passes the bytes on and sees no requests there; its hosts are listed all the same, so that they are refused behind other server names';

function note(where: string, text: string): Remark {
  return { level: 'note', where, text };
}
