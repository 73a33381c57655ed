import type { Resource } from '../yaml/list.ts';
import { childOf, entriesOf, fieldOf, readOptionalString, readString } from './fields.ts';
import { isVirtualService, readVirtualService } from './virtual-service.ts';

/** What binds hosts to Gateways: a VirtualService, an HTTPRoute or a GRPCRoute. */
export interface Route {
  /** `VirtualService shop/web`. */
  readonly id: string;
  readonly namespace: string;
  /** Lower case; empty for all of the Gateway. */
  readonly hosts: readonly string[];
  readonly parents: readonly RouteParent[];
  readonly where: string;
}

export interface RouteParent {
  /** `NAMESPACE/NAME` of a Gateway, or of a ListenerSet. */
  readonly owner: string;
  /** The one server or listener that is meant; absent for all. */
  readonly section: string | undefined;
}

const apiKinds = ['HTTPRoute', 'GRPCRoute'];

/** Reads every route of HTTP. Of an HTTPRoute and a GRPCRoute only hostnames and parents are looked at. */
export function readRoutes(resources: readonly Resource[], defaultNamespace: string): Route[] {
  return resources.flatMap((resource): Route[] => {
    if (isVirtualService(resource)) {
      const { namespace, name, hosts, gateways, where } = readVirtualService(resource, defaultNamespace);
      const parents = gateways.filter((id) => id !== 'mesh').map((owner) => ({ owner, section: undefined }));
      return [{ id: `VirtualService ${namespace}/${name}`, namespace, hosts, parents, where }];
    }
    const { kind, apiVersion } = resource;
    if (!apiKinds.includes(kind) || !apiVersion.startsWith('gateway.networking.k8s.io/')) return [];
    return [readApiRoute(resource, resource.namespace ?? defaultNamespace)];
  });
}

function readApiRoute(resource: Resource, namespace: string): Route {
  const spec = fieldOf(resource, 'spec');
  const parents = entriesOf(childOf(spec, 'parentRefs'))
    .filter((entry) => ['Gateway', 'ListenerSet'].includes(readOptionalString(childOf(entry, 'kind')) ?? 'Gateway'))
    .map((entry) => ({
      owner: `${readOptionalString(childOf(entry, 'namespace')) ?? namespace}/${readString(childOf(entry, 'name'))}`,
      section: readOptionalString(childOf(entry, 'sectionName')),
    }));
  return {
    id: `${resource.kind} ${namespace}/${resource.name}`,
    namespace,
    hosts: entriesOf(childOf(spec, 'hostnames')).map((host) => readString(host).toLowerCase()),
    parents,
    where: resource.at([]),
  };
}
