import { filterChain } from '../../../tools/envoy/filter-chain.ts';
import { listener } from '../../../tools/envoy/listener.ts';
import type { Listener } from '../../../tools/envoy/listener.ts';
import type { Proto } from '../../../tools/envoy/proto.ts';
import { directResponse, virtualHost } from '../../../tools/envoy/routes.ts';
import { guardConfigOf } from '../../unit/guard/conformance-row.ts';
import type { ConformanceRoute, ConformanceRow } from '../../unit/guard/conformance-row.ts';
import { quicListener, quicTls } from '../h3/quic-listener.ts';
import { guardManager } from './guard-listener.ts';
import { filtersIn, type GuardConfiguration, type LaidOutOptions } from './laid-out-listener.ts';

interface Route {
  readonly domain: string;
  readonly prefix: string;
  readonly backend: string;
}

/** An Envoy listener for the Gateway of a row, with the guard in every chain. */
export function conformanceListener(
  name: string,
  row: ConformanceRow,
  { layout, transport, tls, filtersOf }: Pick<LaidOutOptions, 'layout' | 'transport' | 'tls' | 'filtersOf'>,
): Listener {
  const configuration = guardConfigOf(row) as GuardConfiguration;
  const chain = (routes: readonly Route[], hostname?: string | null): Proto => {
    const serverNames = typeof hostname === 'string' ? [hostname] : [];
    const guards = filtersIn({ configuration, filtersOf, port: null }, serverNames);
    return filterChain({
      name: hostname ?? 'every name',
      ...(serverNames.length > 0 && { serverNames }),
      tls: transport === 'udp' ? quicTls(tls) : tls,
      filters: [guardManager(guards, { transport, virtualHosts: virtualHosts(routes) })],
    });
  };
  const listeners = row.config.gateway_listeners;
  const chains =
    layout === 'one chain'
      ? [chain(listeners.flatMap((item) => routesOf(row, item)))]
      : listeners.map((item) => chain(routesOf(row, item), item.hostname));
  return transport === 'udp'
    ? quicListener(name, chains)
    : listener({ name, tlsInspector: true, filterChains: chains });
}

/** What the routes of a Gateway's listener answer, as Gateway API attaches them: by name, and where hostnames meet. */
function routesOf(
  { config }: ConformanceRow,
  { name, hostname }: ConformanceRow['config']['gateway_listeners'][number],
): Route[] {
  return config.httproutes
    .filter((route) => route.listener === null || route.listener === name)
    .flatMap((route) => domainsOf(route, hostname).map((domain) => ({ domain, ...targetOf(route) })));
}

function domainsOf({ hostnames }: ConformanceRoute, listenerHost: string | null): readonly string[] {
  if (hostnames === null) return [listenerHost ?? '*'];
  if (listenerHost === null) return hostnames;
  return hostnames.filter((host) => host === listenerHost || host.endsWith(listenerHost.replace(/^\*/, '')));
}

function targetOf({ paths, backend }: ConformanceRoute): Omit<Route, 'domain'> {
  return { prefix: paths?.[0]?.value ?? '/', backend };
}

function virtualHosts(routes: readonly Route[]): Proto[] {
  const domains = [...new Set(routes.map(({ domain }) => domain))];
  return domains.map((domain) =>
    virtualHost(
      domain,
      routes
        .filter((route) => route.domain === domain)
        .map(({ prefix, backend }) => directResponse({ match: { prefix }, body: backend })),
      [domain],
    ),
  );
}
