import { hostIndex, type HostIndex, patternsOver } from './host-index.ts';
import type { Remark } from './remark.ts';
import type { Route, RouteParent } from './route.ts';
import type { TlsListener } from './tls-listener.ts';
import type { TlsListeners } from './tls-listeners.ts';
import type { Workload } from './workload.ts';

/**
 * Names the hosts of routes that no server of their Gateway has, and those that a guard will refuse there, since another
 * listener of the port owns them.
 */
export function routeRemarks(routes: readonly Route[], read: TlsListeners, workloads: readonly Workload[]): Remark[] {
  if (routes.length === 0) return [];
  const served = new Map([...read.served].map(([owner, hosts]) => [owner, overlapping(hosts)]));
  const remarks = routes.flatMap((route) => {
    const parents = route.parents.map(({ owner }) => served.get(owner));
    // A Gateway that is not among the input may have any host.
    if (parents.length === 0 || parents.includes(undefined)) return [];
    const lost = route.hosts.filter((host) => !parents.some((overlaps) => overlaps?.(host)));
    return lost.map((host) => note(route, `has ${host}, for which none of its Gateways has a server`));
  });
  return [...remarks, ...workloads.flatMap((workload) => foreignHosts(routes, workload))];
}

/** Tells whether a host has something in common with one of these: one of the two covers the other. */
function overlapping(hosts: readonly string[]): (host: string) => boolean {
  const own = new Set(hosts);
  const over = new Set(hosts.flatMap((host) => [...patternsOver(host)]));
  return (host) => over.has(host) || [...patternsOver(host)].some((pattern) => own.has(pattern));
}

/** By port, who claims which hosts. */
type Claims = ReadonlyMap<number, HostIndex<TlsListener[]>>;

function foreignHosts(routes: readonly Route[], { listeners }: Workload): Remark[] {
  const bound = indexBy(
    listeners.filter(({ http }) => http),
    ({ owner }) => owner,
  );
  const claims = indexBy(listeners, ({ port }) => port);
  return routes.flatMap((route) =>
    route.parents.flatMap((parent) =>
      route.hosts.flatMap((host) => {
        const serving = bound.get(parent.owner)?.covering(host).flat() ?? [];
        return serving
          .filter((listener) => takes(listener, parent, route))
          .flatMap((listener) => foreign(route, host, listener, claims));
      }),
    ),
  );
}

function foreign(route: Route, host: string, listener: TlsListener, claims: Claims): Remark[] {
  const owners = claims.get(listener.port)?.ownerOf(host) ?? [];
  const [owner] = owners;
  if (owner === undefined || owners.includes(listener)) return [];
  const text = `serves ${host} on ${listener.name} too, but it belongs to ${owner.name} (${owner.where}): what comes for it there is refused`;
  return [note(route, text)];
}

function takes(listener: TlsListener, { section }: RouteParent, { namespace, id }: Route): boolean {
  if (section !== undefined) return section === listener.section;
  const ofIstio = id.startsWith('VirtualService');
  return !ofIstio || listener.hosts.some((host) => host.namespace === '*' || host.namespace === namespace);
}

/** The listeners by a key of theirs, and by host. */
function indexBy<K>(
  listeners: readonly TlsListener[],
  keyOf: (listener: TlsListener) => K,
): ReadonlyMap<K, HostIndex<TlsListener[]>> {
  const indexes = new Map<K, HostIndex<TlsListener[]>>();
  for (const listener of listeners) {
    const index = indexes.get(keyOf(listener)) ?? hostIndex<TlsListener[]>();
    indexes.set(keyOf(listener), index);
    for (const { dnsName } of listener.hosts) {
      const list = index.get(dnsName);
      if (list === undefined) index.set(dnsName, [listener]);
      else list.push(listener);
    }
  }
  return indexes;
}

function note({ id, where }: Route, text: string): Remark {
  return { level: 'note', where, text: `${id} ${text}` };
}
