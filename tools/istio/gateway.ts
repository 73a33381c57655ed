import type { Resource } from '../yaml/list.ts';
import {
  creationOf,
  entriesOf,
  type Field,
  fieldOf,
  fieldsOf,
  readLabels,
  readOneOf,
  readOptionalString,
  readPort,
  readString,
  refuse,
} from './fields.ts';
import { isHostPattern } from './host.ts';
import { readServerTls, type ServerTls } from './server-tls.ts';

/** One entry of a server's `hosts`: `dnsName`, and the namespace whose VirtualServices may bind to it. */
export interface ServerHost {
  /** A namespace, or `*` for any. `./` is already replaced by the Gateway's own. */
  readonly namespace: string;
  /** Lower case: an exact name, `*.suffix` or `*`. */
  readonly dnsName: string;
}

/** A server of a Gateway: a port and what it takes on it. https://istio.io/docs/reference/config/networking/gateway/ */
export interface GatewayServer {
  readonly gateway: Gateway;
  /** As the Gateway writes it, else that of its port, else its number in the list. */
  readonly name: string;
  /** The number that the Gateway writes. The pod may listen on another one (after `istioctl install` 8443 for 443). */
  readonly port: number;
  /** Upper case, as in `HTTPS`. */
  readonly protocol: string;
  /** IP address or Unix socket it listens on; absent for all addresses. */
  readonly bind: string | undefined;
  readonly hosts: readonly ServerHost[];
  /** Absent on plain text. */
  readonly tls: ServerTls | undefined;
  /** `file:line:column` of the server. */
  readonly where: string;
}

/** An Istio `Gateway`. */
export interface Gateway {
  readonly namespace: string;
  readonly name: string;
  /** Labels of the pods it applies to; empty for every gateway pod. */
  readonly selector: Readonly<Record<string, string>>;
  readonly servers: readonly GatewayServer[];
  /** `metadata.creationTimestamp`, which sorts as text; empty in a file that was not read from a cluster. */
  readonly createdAt: string;
}

const versions = ['networking.istio.io/v1', 'networking.istio.io/v1beta1', 'networking.istio.io/v1alpha3'];
const protocols = ['HTTP', 'HTTP2', 'HTTPS', 'GRPC', 'GRPC-WEB', 'TCP', 'TLS', 'MONGO', 'MYSQL', 'REDIS'];

/** Whether a resource is a Gateway of Istio's API (and not the Gateway API's kind of the same name). */
export function isGateway(resource: Resource): boolean {
  return resource.kind === 'Gateway' && resource.apiVersion.startsWith('networking.istio.io/');
}

/**
 * Reads a Gateway. `defaultNamespace` stands in where the resource names none. Throws a user failure for an unknown
 * key, a value of the wrong type and what Istio's own validation refuses in the fields that are read here.
 */
export function readGateway(resource: Resource, defaultNamespace: string): Gateway {
  readOneOf(fieldOf(resource, 'apiVersion'), versions);
  const spec = fieldsOf(fieldOf(resource, 'spec'), ['selector', 'servers']);
  if (resource.name === '') refuse({ value: undefined, resource, path: ['metadata', 'name'] }, 'a name');
  const servers: GatewayServer[] = [];
  const gateway: Gateway = {
    namespace: resource.namespace ?? defaultNamespace,
    name: resource.name,
    selector: readLabels(spec.selector),
    servers,
    createdAt: creationOf(resource),
  };
  servers.push(...entriesOf(spec.servers).map((server, index) => readServer(server, gateway, index)));
  return gateway;
}

function readServer(field: Field, gateway: Gateway, index: number): GatewayServer {
  const server = fieldsOf(field, ['bind', 'defaultEndpoint', 'hosts', 'name', 'port', 'tls']);
  const port = fieldsOf(server.port, ['name', 'number', 'protocol', 'targetPort']);
  const protocol = readString(port.protocol).toUpperCase();
  if (!protocols.includes(protocol)) refuse(port.protocol, `one of ${protocols.join(', ')}`);
  const hosts = entriesOf(server.hosts).map((host) => readHost(host, gateway.namespace));
  if (hosts.length === 0) refuse(server.hosts, 'at least one host');
  const tls = server.tls.value === undefined ? undefined : readServerTls(server.tls);
  if (tls === undefined && (protocol === 'HTTPS' || protocol === 'TLS')) {
    refuse(server.tls, `TLS settings, since the protocol is ${protocol}`);
  }
  return {
    gateway,
    name: readOptionalString(server.name) ?? readOptionalString(port.name) ?? String(index),
    port: readPort(port.number),
    protocol,
    bind: readOptionalString(server.bind),
    hosts,
    tls,
    where: field.resource.at(field.path),
  };
}

function readHost(field: Field, ownNamespace: string): ServerHost {
  const text = readString(field);
  const parts = text.split('/');
  const dnsName = parts.at(-1) ?? '';
  const namespace = parts.length === 1 ? '*' : (parts[0] ?? '');
  const known = namespace === '*' || namespace === '.' || /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(namespace);
  if (parts.length > 2 || !known || !isHostPattern(dnsName)) {
    refuse(field, 'a DNS name, "*.name" or "*", optionally behind "NAMESPACE/", "./" or "*/"');
  }
  return { namespace: namespace === '.' ? ownNamespace : namespace, dnsName: dnsName.toLowerCase() };
}
