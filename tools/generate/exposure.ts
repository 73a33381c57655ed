import type { Gateway, GatewayServer, ServerHost } from '../istio/gateway.ts';
import { hostIndex, type HostIndex } from '../istio/host-index.ts';
import { selectorIndex, type SelectorIndex } from '../istio/selector-index.ts';
import { laxerBy, terminates, trustOf } from '../istio/server-tls.ts';
import type { Note } from './target.ts';

/** A host that one server protects and another one, a wildcard's, would serve with less. */
export interface Exposure {
  /** As the stricter server writes it. */
  readonly host: string;
  readonly lax: GatewayServer;
  /** The entry of the lax server that covers the host. */
  readonly through: ServerHost;
  readonly strict: GatewayServer;
  /** What the lax server does not ask for, or that the listeners differ at all. */
  readonly reason: string;
}

/** An entry of a server's hosts. */
interface Claim {
  readonly server: GatewayServer;
  readonly host: ServerHost;
}

/**
 * Finds the hosts that a client can reach under the SNI of another server. Envoy chooses the server (filter chain) by
 * SNI and the route by authority, so a client that opens a connection for a name of the wildcard can ask for every
 * host that the wildcard covers. `all` takes every more specific host, not only those with stricter TLS.
 */
export function findExposures(gateways: readonly Gateway[], all: boolean): Exposure[] {
  const servers = gateways.flatMap((gateway) => gateway.servers);
  const wildcards = claimsByPort(servers.filter(servesHttps), ({ dnsName }) => dnsName.startsWith('*'));
  const found = servers
    .filter((strict) => strict.tls !== undefined)
    .flatMap((strict) =>
      strict.hosts.flatMap(({ dnsName: host }) =>
        wildcardsOver(host, strict, wildcards).flatMap(({ server: lax, host: through }): Exposure[] => {
          const reason = reasonFor(lax, strict) ?? (all ? 'a listener of its own' : undefined);
          return reason === undefined ? [] : [{ host, lax, through, strict, reason }];
        }),
      ),
    );
  const place = new Map(servers.map((server, index) => [server, index]));
  const placeOf = (server: GatewayServer): number => place.get(server) ?? 0;
  return found.toSorted(
    (one, other) => placeOf(one.lax) - placeOf(other.lax) || placeOf(one.strict) - placeOf(other.strict),
  );
}

function reasonFor(lax: GatewayServer, strict: GatewayServer): string | undefined {
  return lax.tls && strict.tls && terminates(strict.tls) ? laxerBy(lax.tls, strict.tls) : undefined;
}

/** Names the hosts that two servers of one listener both claim, with different TLS. */
export function contested(gateways: readonly Gateway[]): Note[] {
  const servers = gateways.flatMap((gateway) => gateway.servers).filter(servesHttps);
  const claims = claimsByPort(alikeOnce(servers), () => true);
  return servers.flatMap((lax) =>
    lax.hosts
      .filter(({ dnsName }) =>
        sharing(claims.get(lax.port)?.get(dnsName), lax).some(({ server }) => reasonFor(lax, server) !== undefined),
      )
      .map(({ dnsName }) => ({
        level: 'finding',
        where: lax.where,
        text: `${dnsName} is named by another server of port ${lax.port} too, with stricter TLS: one SNI has one filter chain, so only one of the two counts`,
      })),
  );
}

/** Of servers that differ in nothing that is compared here, one for each host. */
function alikeOnce(servers: readonly GatewayServer[]): GatewayServer[] {
  const known = new Set<string>();
  return servers.flatMap((server) => {
    const { port, bind, gateway, tls } = server;
    const selector = Object.entries(gateway.selector).toSorted();
    const likeness = JSON.stringify([port, bind, selector, tls && trustOf(tls)]);
    const hosts = server.hosts.filter(({ dnsName }) => {
      const key = `${dnsName} ${likeness}`;
      return !known.has(key) && known.add(key);
    });
    return hosts.length === server.hosts.length ? [server] : hosts.length > 0 ? [{ ...server, hosts }] : [];
  });
}

/** Names the servers whose TLS the Gateway does not tell, where a wildcard covers them. */
export function unreadable(gateways: readonly Gateway[]): Note[] {
  const servers = gateways.flatMap((gateway) => gateway.servers);
  const wildcards = claimsByPort(servers.filter(servesHttps), ({ dnsName }) => dnsName.startsWith('*'));
  return servers
    .filter((server) => server.tls !== undefined && !terminates(server.tls))
    .filter((server) => server.hosts.some(({ dnsName }) => wildcardsOver(dnsName, server, wildcards).length > 0))
    .map((server) => ({
      level: 'note',
      where: server.where,
      text: `${server.tls?.mode}: what the back end asks of clients is not in the Gateway, so its hosts are left out; --all takes them in`,
    }));
}

function servesHttps(server: GatewayServer): boolean {
  return server.protocol === 'HTTPS' && server.tls !== undefined && terminates(server.tls);
}

type ClaimsByPort = ReadonlyMap<number, HostIndex<SelectorIndex<Claim>>>;

/** The hosts of servers by port, by pattern and by the pods they may be on. */
function claimsByPort(servers: readonly GatewayServer[], takes: (host: ServerHost) => boolean): ClaimsByPort {
  const lists = new Map<number, Map<string, Claim[]>>();
  for (const server of servers) {
    const byHost = lists.get(server.port) ?? new Map<string, Claim[]>();
    lists.set(server.port, byHost);
    for (const host of server.hosts.filter(takes)) {
      const list = byHost.get(host.dnsName);
      if (list === undefined) byHost.set(host.dnsName, [{ server, host }]);
      else list.push({ server, host });
    }
  }
  return new Map(
    [...lists].map(([port, byHost]) => {
      const index = hostIndex<SelectorIndex<Claim>>();
      for (const [host, list] of byHost)
        index.set(
          host,
          selectorIndex(list, ({ server }) => server.gateway.selector),
        );
      return [port, index];
    }),
  );
}

/** Wildcards of other servers of the same listener that cover a host, without one that is equal to it. */
function wildcardsOver(host: string, server: GatewayServer, wildcards: ClaimsByPort): Claim[] {
  const index = wildcards.get(server.port);
  const own = index?.get(host);
  return (index?.covering(host) ?? []).filter((claims) => claims !== own).flatMap((claims) => sharing(claims, server));
}

/** Those of other servers that may be filter chains of one listener: pods that can be the same, no different addresses. */
function sharing(claims: SelectorIndex<Claim> | undefined, server: GatewayServer): Claim[] {
  return (claims?.sharing(server.gateway.selector) ?? []).filter(
    ({ server: other }) =>
      other !== server && (server.bind === undefined || other.bind === undefined || server.bind === other.bind),
  );
}
