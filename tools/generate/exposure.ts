import type { Gateway, GatewayServer, ServerHost } from '../istio/gateway.ts';
import { hostCovers } from '../istio/host.ts';
import { laxerBy, terminates } from '../istio/server-tls.ts';
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

/**
 * Finds the hosts that a client can reach under the SNI of another server. Envoy chooses the server (filter chain) by
 * SNI and the route by authority, so a client that opens a connection for a name of the wildcard can ask for every
 * host that the wildcard covers. `all` takes every more specific host, not only those with stricter TLS.
 */
export function findExposures(gateways: readonly Gateway[], all: boolean): Exposure[] {
  const servers = gateways.flatMap((gateway) => gateway.servers);
  return servers
    .filter(servesHttps)
    .flatMap((lax) =>
      servers
        .filter((strict) => strict !== lax && strict.tls !== undefined && sameListener(lax, strict))
        .flatMap((strict) => strict.hosts.flatMap(({ dnsName }) => exposuresOf(dnsName, lax, strict, all))),
    );
}

function exposuresOf(host: string, lax: GatewayServer, strict: GatewayServer, all: boolean): Exposure[] {
  const reason = reasonFor(lax, strict) ?? (all ? 'a listener of its own' : undefined);
  if (reason === undefined) return [];
  return lax.hosts
    .filter((through) => through.dnsName !== host && hostCovers(through.dnsName, host))
    .map((through) => ({ host, lax, through, strict, reason }));
}

function reasonFor(lax: GatewayServer, strict: GatewayServer): string | undefined {
  return lax.tls && strict.tls && terminates(strict.tls) ? laxerBy(lax.tls, strict.tls) : undefined;
}

/** Names the hosts that two servers of one listener both claim, with different TLS. */
export function contested(gateways: readonly Gateway[]): Note[] {
  const servers = gateways.flatMap((gateway) => gateway.servers).filter(servesHttps);
  return servers.flatMap((lax) =>
    servers
      .filter((strict) => strict !== lax && sameListener(lax, strict) && reasonFor(lax, strict) !== undefined)
      .flatMap((strict) => strict.hosts.filter((host) => lax.hosts.some(({ dnsName }) => dnsName === host.dnsName)))
      .map(({ dnsName }) => ({
        level: 'finding',
        where: lax.where,
        text: `${dnsName} is named by another server of port ${lax.port} too, with stricter TLS: one SNI has one filter chain, so only one of the two counts`,
      })),
  );
}

/** Names the servers whose TLS the Gateway does not tell, where a wildcard covers them. */
export function unreadable(gateways: readonly Gateway[]): Note[] {
  const servers = gateways.flatMap((gateway) => gateway.servers);
  return servers
    .filter((server) => server.tls !== undefined && !terminates(server.tls))
    .filter((server) => servers.some((lax) => servesHttps(lax) && sameListener(lax, server) && coversAny(lax, server)))
    .map((server) => ({
      level: 'note',
      where: server.where,
      text: `${server.tls?.mode}: what the back end asks of clients is not in the Gateway, so its hosts are left out; --all takes them in`,
    }));
}

function coversAny(lax: GatewayServer, strict: GatewayServer): boolean {
  return strict.hosts.some(({ dnsName: host }) =>
    lax.hosts.some(({ dnsName }) => dnsName !== host && hostCovers(dnsName, host)),
  );
}

function servesHttps(server: GatewayServer): boolean {
  return server.protocol === 'HTTPS' && server.tls !== undefined && terminates(server.tls);
}

/** Whether both may be filter chains of one listener: same port, no different addresses, pods that can be the same. */
function sameListener(one: GatewayServer, other: GatewayServer): boolean {
  const sameBind = one.bind === undefined || other.bind === undefined || one.bind === other.bind;
  return one.port === other.port && sameBind && mayShareAPod(one.gateway, other.gateway);
}

/** Pods may carry more labels than a selector names, so only an equal key with another value tells two apart. */
function mayShareAPod(one: Gateway, other: Gateway): boolean {
  return Object.entries(one.selector).every(([key, value]) => (other.selector[key] ?? value) === value);
}
