import type { Resource } from '../yaml/list.ts';
import type { ApiListener } from './api-listener.ts';
import {
  type ApiGateway,
  isApiGateway,
  isExperimentalListenerSet,
  isListenerSet,
  type ListenerSet,
  readApiGateway,
  readListenerSet,
} from './gateway-api.ts';
import { isGateway, readGateway } from './gateway.ts';
import type { Remark } from './remark.ts';
import { isService, readService, type Service } from './service.ts';
import { terminates } from './server-tls.ts';
import { byPrecedence, compareTexts, listenerOfServer, type Pods, type TlsListener } from './tls-listener.ts';
import { unmodelledServer, unmodelledListener } from './unmodelled.ts';

/** What the resources of a user say about TLS on gateways. */
export interface TlsListeners {
  /** In the order in which Istio takes them: of two with one host it takes the first. */
  readonly listeners: readonly TlsListener[];
  /** Hosts of every server, plain text too, by `NAMESPACE/GATEWAY`. */
  readonly served: ReadonlyMap<string, readonly string[]>;
  readonly services: readonly Service[];
  /** How many Gateways there were, of both APIs. */
  readonly gateways: number;
  readonly remarks: readonly Remark[];
}

/** Takes the TLS listeners out of Gateways of Istio, Gateways of the Gateway API and their ListenerSets. */
export function readTlsListeners(resources: readonly Resource[], defaultNamespace: string): TlsListeners {
  const istio = resources.filter(isGateway).map((resource) => readGateway(resource, defaultNamespace));
  const services = resources.filter(isService).map((resource) => readService(resource, defaultNamespace));
  const servers = istio.toSorted(byPrecedence).flatMap((gateway) => gateway.servers);
  const api = apiListeners(resources, services, defaultNamespace);
  for (const { namespace, name, servers: of } of istio) {
    const hosts = of.flatMap((server) => server.hosts.map(({ dnsName }) => dnsName));
    api.served.set(`${namespace}/${name}`, [...(api.served.get(`${namespace}/${name}`) ?? []), ...hosts]);
  }
  const own = servers.map(listenerOfServer).filter((listener) => listener !== undefined);
  return {
    listeners: [...own.filter(({ tls }) => tls.mode !== 'AUTO_PASSTHROUGH'), ...api.listeners],
    served: api.served,
    services,
    gateways: istio.length + api.gateways,
    remarks: [...servers.flatMap(unmodelledServer), ...api.remarks],
  };
}

function apiListeners(
  resources: readonly Resource[],
  services: readonly Service[],
  defaultNamespace: string,
): { listeners: TlsListener[]; served: Map<string, readonly string[]>; gateways: number; remarks: Remark[] } {
  const gateways = resources.filter(isApiGateway).map((resource) => readApiGateway(resource, defaultNamespace));
  const sets = resources.filter(isListenerSet).map((resource) => readListenerSet(resource, defaultNamespace));
  const attached = new Map<string, ListenerSet[]>();
  for (const set of sets.toSorted(oldestFirst)) attached.set(set.parent, [...(attached.get(set.parent) ?? []), set]);
  const remarks: Remark[] = resources.filter(isExperimentalListenerSet).map(experimental);
  const listeners: TlsListener[] = [];
  const served = new Map<string, readonly string[]>();
  for (const gateway of gateways.toSorted((one, other) => compareTexts(idOf(one), idOf(other)))) {
    const mine = attached.get(idOf(gateway)) ?? [];
    attached.delete(idOf(gateway));
    const pods = podsOf(gateway, services);
    if ('level' in pods) {
      remarks.push(pods);
      continue;
    }
    const add = (from: { namespace: string; name: string }, list: readonly ApiListener[]): void => {
      remarks.push(...list.flatMap(unmodelledListener));
      served.set(
        idOf(from),
        list.map(({ hostname }) => hostname),
      );
      listeners.push(...list.flatMap((listener) => listenerOf(idOf(from), from.namespace, listener, pods)));
    };
    add(gateway, gateway.listeners);
    for (const set of mine) {
      const refusal = refusedBy(gateway, set);
      if (refusal !== undefined) remarks.push(refusal);
      if (refusal?.level !== 'finding') add(set, set.listeners(gateway.validation));
    }
  }
  for (const set of [...attached.values()].flat()) {
    const text = `ListenerSet ${set.namespace}/${set.name} is left out: its Gateway ${set.parent} is not among the input`;
    remarks.push({ level: 'finding', where: set.where, text });
  }
  return { listeners, served, gateways: gateways.length, remarks };
}

function listenerOf(owner: string, namespace: string, listener: ApiListener, pods: Pods): TlsListener[] {
  const { name, port, protocol, hostname, tls, where } = listener;
  if (tls === undefined || tls.mode === 'AUTO_PASSTHROUGH') return [];
  return [
    {
      name: `${owner}/${name}`,
      owner,
      section: name,
      pods,
      port,
      bind: undefined,
      hosts: [{ namespace, dnsName: hostname }],
      tls,
      http: protocol === 'HTTPS' && terminates(tls),
      where,
    },
  ];
}

const elsewhere: Readonly<Record<string, string>> = {
  'istio-remote': 'its pods are of another cluster',
  'istio-waypoint': 'a waypoint takes no TLS connections from clients',
};

/** The pods of a Gateway; a remark where there are none to guard. */
function podsOf(gateway: ApiGateway, services: readonly Service[]): Pods | Remark {
  const { namespace, name, className, where } = gateway;
  const reason = Object.hasOwn(elsewhere, className) ? elsewhere[className] : undefined;
  if (reason !== undefined) return { level: 'note', where, text: `Gateway ${name} is left out: ${reason}` };
  const [host] = gateway.services;
  if (host === undefined) return { namespace, gateway: name };
  const [service = '', of = namespace] = host.split('.');
  const found = services.find((one) => one.name === service && one.namespace === of);
  if (found !== undefined && Object.keys(found.selector).length > 0) return { labels: found.selector };
  const text = `Gateway ${name} is left out: it runs on the pods of Service ${of}/${service}, which is not among the input with a selector`;
  return { level: 'finding', where, text };
}

function refusedBy(gateway: ApiGateway, set: ListenerSet): Remark | undefined {
  const { allowedListeners: from, namespace } = gateway;
  const id = `ListenerSet ${set.namespace}/${set.name}`;
  if (from === 'All' || (from === 'Same' && namespace === set.namespace)) return undefined;
  if (from === 'Selector') {
    const text = `${id} is taken in: whether the labels of its namespace fit allowedListeners of Gateway ${set.parent} was not looked at`;
    return { level: 'note', where: set.where, text };
  }
  const text = `${id} is left out: allowedListeners of Gateway ${set.parent} takes ${from === 'None' ? 'none' : 'only those of its own namespace'}`;
  return { level: 'finding', where: set.where, text };
}

function experimental({ name, at }: Resource): Remark {
  const text = `XListenerSet ${name} is left out: it is of the experimental channel; ListenerSet of gateway.networking.k8s.io/v1 is read`;
  return { level: 'finding', where: at([]), text };
}

function oldestFirst(one: ListenerSet, other: ListenerSet): number {
  return (
    compareTexts(one.createdAt, other.createdAt) ||
    compareTexts(`${one.namespace}/${one.name}`, `${other.namespace}/${other.name}`)
  );
}

function idOf({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}
