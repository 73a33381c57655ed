import { filterChain } from '../../../tools/envoy/filter-chain.ts';
import { httpConnectionManager } from '../../../tools/envoy/http-connection-manager.ts';
import { listener } from '../../../tools/envoy/listener.ts';
import type { Listener } from '../../../tools/envoy/listener.ts';
import type { Extension, Proto } from '../../../tools/envoy/proto.ts';
import { directResponse, virtualHost } from '../../../tools/envoy/routes.ts';
import { guardConfigOf } from '../../unit/guard/conformance-row.ts';
import type { ConformanceRoute, ConformanceRow } from '../../unit/guard/conformance-row.ts';
import { guardFilter, showInside } from './guard-listener.ts';

/** How a gateway maps the listeners of one port to Envoy's filter chains. */
export type Layout = 'a chain for each listener' | 'one chain';

interface Route {
  readonly domain: string;
  readonly prefix: string;
  readonly backend: string;
}

/** An Envoy listener for the Gateway of a row, with the guard in every chain. */
export function conformanceListener(name: string, row: ConformanceRow, layout: Layout, tls: Extension): Listener {
  const chain = (routes: readonly Route[], hostname?: string | null): Proto =>
    filterChain({
      name: hostname ?? 'every name',
      ...(typeof hostname === 'string' ? { serverNames: [hostname] } : {}),
      tls,
      filters: [
        httpConnectionManager({
          httpFilters: [showInside(), guardFilter(guardConfigOf(row))],
          virtualHosts: virtualHosts(routes),
        }),
      ],
    });
  const listeners = row.config.gateway_listeners;
  const chains =
    layout === 'one chain'
      ? [chain(listeners.flatMap((item) => routesOf(row, item)))]
      : listeners.map((item) => chain(routesOf(row, item), item.hostname));
  return listener({ name, tlsInspector: true, filterChains: chains });
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
