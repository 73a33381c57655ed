import { filterChain } from '../../../tools/envoy/filter-chain.ts';
import { httpConnectionManager } from '../../../tools/envoy/http-connection-manager.ts';
import type { Extension, Proto } from '../../../tools/envoy/proto.ts';
import { directResponse, virtualHost } from '../../../tools/envoy/routes.ts';
import { isGateway, readGateway } from '../../../tools/istio/gateway.ts';
import { hostCovers } from '../../../tools/istio/host.ts';
import type { Resource } from '../../../tools/yaml/list.ts';

/** A VirtualService as far as these tests have any: hosts, Gateways, and one rule. */
interface Service {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly gateways: readonly string[];
  /** Status of its direct response or abort; a route answers 200 with the name of the VirtualService. */
  readonly status: number | undefined;
}

/** TLS of a server by its mode. */
export type TlsOf = (mode: string) => Extension;

/**
 * The filter chains that Istio makes for Gateways and VirtualServices: one for each server, chosen by the server's hosts, with a
 * virtual host for each name that server and VirtualService have in common. Rules for one name stand in the order of the
 * VirtualServices' names, as for equal ages (seen on Istio 1.31).
 */
export function istioChains(
  resources: readonly Resource[],
  tlsOf: TlsOf,
  filtersOf: (serverNames: readonly string[]) => readonly (Extension | Proto)[],
): Proto[] {
  const services = resources.filter(({ kind }) => kind === 'VirtualService').map(serviceOf);
  const gateways = resources.filter(isGateway).map((resource) => readGateway(resource, 'default'));
  return gateways.flatMap((gateway) =>
    gateway.servers.map((server) => {
      const names = server.hosts.map(({ dnsName }) => dnsName);
      const bound = services.filter((service) => service.gateways.includes(gateway.name));
      return filterChain({
        name: `${gateway.name}/${server.name}`,
        serverNames: names,
        tls: tlsOf(server.tls?.mode ?? ''),
        filters: [
          httpConnectionManager({
            virtualHosts: virtualHosts(names, bound),
            ignorePort: true,
            fields: { http_filters: filtersOf(names) },
          }),
        ],
      });
    }),
  );
}

function virtualHosts(names: readonly string[], services: readonly Service[]): Proto[] {
  const routes = new Map<string, Proto[]>();
  for (const { name, hosts, status } of services.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    for (const host of hosts) {
      const common = names.flatMap((server) =>
        hostCovers(server, host) ? [host] : hostCovers(host, server) ? [server] : [],
      );
      const route = directResponse(status === undefined ? { body: name } : { status });
      for (const domain of new Set(common)) routes.set(domain, [...(routes.get(domain) ?? []), route]);
    }
  }
  return [...routes].map(([domain, list]) => virtualHost(domain, list, [domain]));
}

function serviceOf({ name, value }: Resource): Service {
  const spec = value['spec'] as {
    readonly hosts: readonly string[];
    readonly gateways: readonly string[];
    readonly http: readonly {
      readonly directResponse?: { readonly status: number };
      readonly fault?: { readonly abort: { readonly httpStatus: number } };
    }[];
  };
  const [rule] = spec.http;
  return {
    name,
    hosts: spec.hosts,
    gateways: spec.gateways.map((gateway) => gateway.split('/').at(-1) ?? ''),
    status: rule?.directResponse?.status ?? rule?.fault?.abort.httpStatus,
  };
}
