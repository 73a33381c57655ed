import type { Gateway, GatewayServer, ServerHost } from './gateway.ts';
import { terminates, type ServerTls } from './server-tls.ts';

/** Pods that a Gateway applies to: by their labels, or those that Istio runs for one Gateway of the Gateway API. */
export type Pods =
  { readonly labels: Readonly<Record<string, string>> } | { readonly namespace: string; readonly gateway: string };

/**
 * What Envoy has a filter chain for: a port, server names, and what TLS asks of clients. Made from a server of an Istio
 * Gateway or a listener of the Gateway API; everything that guards against misdirected requests is made from these.
 */
export interface TlsListener {
  /** Tells where it comes from: `NAMESPACE/GATEWAY/SERVER`. */
  readonly name: string;
  /** `NAMESPACE/GATEWAY`, or that of the ListenerSet: what routes are bound to. */
  readonly owner: string;
  /** Name of the server, or of the listener. */
  readonly section: string;
  readonly pods: Pods;
  /** The number that the Gateway writes, not that of the pod. */
  readonly port: number;
  /** IP address or Unix socket it listens on; absent for all addresses. */
  readonly bind: string | undefined;
  /** Each name once. `*` stands alone, since a chain with it is chosen by no server name. */
  readonly hosts: readonly ServerHost[];
  readonly tls: ServerTls;
  /** Whether Envoy ends TLS there and reads HTTP; else it passes bytes on and sees no requests. */
  readonly http: boolean;
  /** `file:line:column`. */
  readonly where: string;
}

/** The listener of a server; undefined for plain text, where there is no server name. */
export function listenerOfServer(server: GatewayServer): TlsListener | undefined {
  const { gateway, tls, port, bind, protocol, where } = server;
  const owner = `${gateway.namespace}/${gateway.name}`;
  if (tls === undefined || (protocol !== 'HTTPS' && protocol !== 'TLS')) return undefined;
  return {
    name: `${owner}/${server.name}`,
    owner,
    section: server.name,
    pods: { labels: gateway.selector },
    port,
    bind,
    hosts: eachNameOnce(server.hosts),
    tls,
    http: protocol === 'HTTPS' && terminates(tls),
    where,
  };
}

/**
 * Gateways in the order in which Istio takes them: the oldest first, then by name, then by namespace. Of two servers with
 * one host it takes the first.
 */
export function byPrecedence(one: Gateway, other: Gateway): number {
  return (
    compareTexts(one.createdAt, other.createdAt) ||
    compareTexts(one.name, other.name) ||
    compareTexts(one.namespace, other.namespace)
  );
}

export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Each name of a list once, and the catch-all alone. */
export function eachNameOnce(hosts: readonly ServerHost[]): readonly ServerHost[] {
  const all = hosts.find(({ dnsName }) => dnsName === '*');
  if (all !== undefined) return [all];
  return [...new Map(hosts.map((host) => [host.dnsName, host])).values()];
}
