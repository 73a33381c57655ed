import type { Resource } from '../yaml/list.ts';
import { childOf, entriesOf, fieldOf, readLabels, readOptionalString, readPort } from './fields.ts';

/** Of a Kubernetes Service what says which port of its pods a port leads to. */
export interface Service {
  readonly namespace: string;
  readonly name: string;
  /** Empty for a Service without pods of its own. */
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly ServicePort[];
  readonly where: string;
}

export interface ServicePort {
  readonly port: number;
  /** A number, or the name of a port of the container. The same as `port` where nothing is written. */
  readonly targetPort: number | string;
}

export function isService({ kind, apiVersion }: Resource): boolean {
  return kind === 'Service' && apiVersion === 'v1';
}

/** Reads selector and ports of a Service; the rest of it is not looked at. */
export function readService(resource: Resource, defaultNamespace: string): Service {
  const spec = fieldOf(resource, 'spec');
  return {
    namespace: resource.namespace ?? defaultNamespace,
    name: resource.name,
    selector: readLabels(childOf(spec, 'selector')),
    ports: entriesOf(childOf(spec, 'ports')).map((entry) => {
      const number = readPort(childOf(entry, 'port'));
      const targetPort = childOf(entry, 'targetPort');
      if (typeof targetPort.value === 'number') return { port: number, targetPort: readPort(targetPort) };
      return { port: number, targetPort: readOptionalString(targetPort) ?? number };
    }),
    where: resource.at([]),
  };
}
