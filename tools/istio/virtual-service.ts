import type { Resource } from '../yaml/list.ts';
import { entriesOf, type Field, fieldOf, fieldsOf, readOneOf, readString } from './fields.ts';

/** What decides where a VirtualService applies, and of its routes only whether they lead anywhere. */
export interface VirtualService {
  readonly namespace: string;
  readonly name: string;
  /** Lower case: exact names and wildcards; empty for a delegate. */
  readonly hosts: readonly string[];
  /** `namespace/name` of the Gateways it is bound to, or `mesh`. */
  readonly gateways: readonly string[];
  /** Whether every rule answers with an error itself: a direct response or an abort of all requests, status 4xx or 5xx. */
  readonly refuses: boolean;
  /** `file:line:column`. */
  readonly where: string;
}

const versions = ['networking.istio.io/v1', 'networking.istio.io/v1beta1', 'networking.istio.io/v1alpha3'];

export function isVirtualService(resource: Resource): boolean {
  return resource.kind === 'VirtualService' && resource.apiVersion.startsWith('networking.istio.io/');
}

/**
 * Reads hosts and gateways of a VirtualService. A gateway without namespace is one of the VirtualService's own; no
 * gateways at all means `mesh`, the sidecars (https://istio.io/docs/reference/config/networking/virtual-service/).
 */
export function readVirtualService(resource: Resource, defaultNamespace: string): VirtualService {
  readOneOf(fieldOf(resource, 'apiVersion'), versions);
  const spec = fieldsOf(fieldOf(resource, 'spec'), ['exportTo', 'gateways', 'hosts', 'http', 'tcp', 'tls']);
  const namespace = resource.namespace ?? defaultNamespace;
  const gateways = entriesOf(spec.gateways)
    .map(readString)
    .map((name) => (name === 'mesh' || name.includes('/') ? name : `${namespace}/${name}`));
  return {
    namespace,
    name: resource.name,
    hosts: entriesOf(spec.hosts).map((host) => readString(host).toLowerCase()),
    gateways: gateways.length === 0 ? ['mesh'] : gateways,
    refuses: refusesAll(spec.http),
    where: resource.at([]),
  };
}

function refusesAll(http: Field): boolean {
  const rules = entriesOf(http).map(({ value }) => value as Rule | null);
  return rules.length > 0 && rules.every((rule) => isError(statusOf(rule)));
}

interface Rule {
  readonly directResponse?: { readonly status?: unknown };
  readonly fault?: {
    readonly abort?: { readonly httpStatus?: unknown; readonly percentage?: { readonly value?: unknown } };
  };
}

function statusOf(rule: Rule | null): unknown {
  if (rule?.directResponse) return rule.directResponse.status;
  const abort = rule?.fault?.abort;
  // An abort without a percentage aborts nothing (seen on Istio 1.31).
  return abort?.percentage?.value === 100 ? abort.httpStatus : undefined;
}

function isError(status: unknown): boolean {
  return typeof status === 'number' && status >= 400;
}
