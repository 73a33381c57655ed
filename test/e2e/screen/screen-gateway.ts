import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import type { Envoy } from '../../../tools/envoy/envoy-kinds.ts';
import { filterChain } from '../../../tools/envoy/filter-chain.ts';
import { httpConnectionManager } from '../../../tools/envoy/http-connection-manager.ts';
import { listener } from '../../../tools/envoy/listener.ts';
import type { Extension } from '../../../tools/envoy/proto.ts';
import { directResponse, virtualHost } from '../../../tools/envoy/routes.ts';
import { startEnvoy, type RunningEnvoy } from '../../../tools/envoy/run.ts';
import { openH1, type H1Connection } from '../../../tools/wire/h1.ts';
import { openH2, type H2Connection } from '../../../tools/wire/h2.ts';
import { headerOf, type WireResponse } from '../../../tools/wire/response.ts';

/** A plaintext listener for each chain (with its router), by its name. What passes is answered by 200, with what was routed in headers. */
export function startScreens(
  envoy: Envoy,
  chains: Readonly<Record<string, readonly Extension[]>>,
  likeIstio = true,
): Promise<RunningEnvoy> {
  const headers = {
    'x-mark': '%FILTER_STATE(wasm.portcullis.normalizer:PLAIN)%',
    'x-path': '%REQ(:PATH)%',
    'x-authority': '%REQ(:AUTHORITY)%',
  };
  const routes = [directResponse({ headers, match: { connect_matcher: {} } }), directResponse({ headers })];
  const listeners = Object.entries(chains).map(([name, filters]) => {
    const virtualHosts = [virtualHost('any', routes)];
    const manager = httpConnectionManager({
      statPrefix: name,
      virtualHosts,
      allowConnect: true,
      fields: { http_filters: filters },
    });
    return listener({ name, filterChains: [filterChain({ filters: [manager] })] });
  });
  return startEnvoy(envoy, { bootstrap: bootstrap({ listeners, likeIstio }) });
}

export interface Request {
  readonly path: string;
  readonly host?: string;
  readonly method?: string;
}

export interface Seen {
  readonly status: number | null;
  readonly path: string | undefined;
  readonly authority: string | undefined;
  readonly location: string | undefined;
  readonly body: string;
}

export interface Outcome extends Seen {
  /** Whether the filter judged it; unknown of an answer that is not the route's. */
  readonly judged: boolean;
}

export type Protocol = 'h1' | 'h2';

/** Sends the requests one after the other, over one connection as long as it is kept. */
export async function sendAll(port: number, protocol: Protocol, requests: readonly Request[]): Promise<Outcome[]> {
  let connection: H1Connection | H2Connection | undefined;
  const once = async (request: Request): Promise<WireResponse> => {
    connection ??= protocol === 'h1' ? await openH1({ port }) : await openH2({ port });
    const response = await sendOver(connection, request);
    if (response.error === undefined && headerOf(response, 'connection') !== 'close') return response;
    connection.close();
    connection = undefined;
    return response;
  };
  const outcomes: Outcome[] = [];
  for (const request of requests) {
    const first = await once(request);
    // Envoy may end a kept connection at any time, also while we write to it.
    const response = first.status === null && first.error === 'closed' ? await once(request) : first;
    outcomes.push({
      status: response.status,
      path: headerOf(response, 'x-path'),
      authority: headerOf(response, 'x-authority'),
      location: headerOf(response, 'location'),
      body: response.body,
      judged: headerOf(response, 'x-mark') === 'judged',
    });
  }
  connection?.close();
  return outcomes;
}

function sendOver(connection: H1Connection | H2Connection, request: Request): Promise<WireResponse> {
  const { path, host = 'a.example.com', method = 'GET' } = request;
  if (!('sendFields' in connection)) return connection.send({ method, path, host });
  return connection.sendFields([
    [':method', method],
    [':scheme', 'http'],
    [':authority', host],
    [':path', path],
  ]);
}
