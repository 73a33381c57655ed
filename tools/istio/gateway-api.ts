import type { Resource } from '../yaml/list.ts';
import { type ApiListener, type ClientValidation, readApiListener } from './api-listener.ts';
import {
  childOf,
  creationOf,
  entriesOf,
  type Field,
  fieldOf,
  fieldsOf,
  readOneOf,
  readOptionalString,
  readPort,
  readString,
} from './fields.ts';

const from = ['None', 'Same', 'All', 'Selector'] as const;

/** A `Gateway` of the Gateway API. */
export interface ApiGateway {
  readonly namespace: string;
  readonly name: string;
  readonly className: string;
  readonly listeners: readonly ApiListener[];
  /** Host names among `spec.addresses`: the Services of pods that somebody else runs. Empty where Istio runs them. */
  readonly services: readonly string[];
  /** Whose ListenerSets it takes. */
  readonly allowedListeners: (typeof from)[number];
  /** What its listeners and those of its ListenerSets ask of clients' certificates. */
  readonly validation: ClientValidation;
  readonly where: string;
}

/** A `ListenerSet`: more listeners for a Gateway. https://gateway-api.sigs.k8s.io/geps/gep-1713/ */
export interface ListenerSet {
  readonly namespace: string;
  readonly name: string;
  /** `namespace/name` of its Gateway. */
  readonly parent: string;
  readonly createdAt: string;
  /** Its listeners, once it is known what the Gateway asks of clients' certificates. */
  listeners(validation: ClientValidation): ApiListener[];
  readonly where: string;
}

const group = 'gateway.networking.k8s.io';

export function isApiGateway({ kind, apiVersion }: Resource): boolean {
  return kind === 'Gateway' && apiVersion.startsWith(`${group}/`);
}

export function isListenerSet({ kind, apiVersion }: Resource): boolean {
  return kind === 'ListenerSet' && apiVersion.startsWith(`${group}/`);
}

/** Whether it is the experimental forerunner of ListenerSet, of another API group. */
export function isExperimentalListenerSet({ kind }: Resource): boolean {
  return kind === 'XListenerSet';
}

/** Reads a Gateway. Throws a user failure for an unknown key and a value of the wrong type. */
export function readApiGateway(resource: Resource, defaultNamespace: string): ApiGateway {
  readOneOf(fieldOf(resource, 'apiVersion'), [`${group}/v1`, `${group}/v1beta1`]);
  const spec = fieldsOf(fieldOf(resource, 'spec'), [
    'addresses',
    'allowedListeners',
    'backendTLS',
    'defaultScope',
    'gatewayClassName',
    'infrastructure',
    'listeners',
    'tls',
  ]);
  const namespace = resource.namespace ?? defaultNamespace;
  const validation = readValidation(childOf(spec.tls, 'frontend'));
  const allowed = childOf(childOf(spec.allowedListeners, 'namespaces'), 'from');
  return {
    namespace,
    name: readString({ value: resource.name || undefined, resource, path: ['metadata', 'name'] }),
    className: readString(spec.gatewayClassName),
    listeners: entriesOf(spec.listeners).map((entry) => readApiListener(entry, namespace, validation)),
    services: entriesOf(spec.addresses)
      .filter((entry) => childOf(entry, 'type').value === 'Hostname')
      .map((entry) => readString(childOf(entry, 'value'))),
    allowedListeners: allowed.value === undefined ? 'None' : readOneOf(allowed, from),
    validation,
    where: resource.at([]),
  };
}

/** Reads a ListenerSet of the standard channel, where it stands since version 1.5. */
export function readListenerSet(resource: Resource, defaultNamespace: string): ListenerSet {
  readOneOf(fieldOf(resource, 'apiVersion'), [`${group}/v1`]);
  const spec = fieldsOf(fieldOf(resource, 'spec'), ['listeners', 'parentRef']);
  const parent = fieldsOf(spec.parentRef, ['group', 'kind', 'name', 'namespace']);
  const namespace = resource.namespace ?? defaultNamespace;
  return {
    namespace,
    name: resource.name,
    parent: `${readOptionalString(parent.namespace) ?? namespace}/${readString(parent.name)}`,
    createdAt: creationOf(resource),
    listeners: (validation) => entriesOf(spec.listeners).map((entry) => readApiListener(entry, namespace, validation)),
    where: resource.at([]),
  };
}

/** `spec.tls.frontend`: one validation for all HTTPS listeners, and others by port. */
function readValidation(field: Field): ClientValidation {
  if (field.value === undefined) return () => undefined;
  const { default: common, perPort } = fieldsOf(field, ['default', 'perPort']);
  const byPort = new Map(
    entriesOf(perPort).map((entry) => {
      const { port, tls } = fieldsOf(entry, ['port', 'tls']);
      return [readPort(port), textOf(tls)];
    }),
  );
  const usual = textOf(common);
  return (port) => (byPort.has(port) ? byPort.get(port) : usual);
}

function textOf(field: Field): string | undefined {
  const { value } = childOf(field, 'validation');
  return value === undefined ? undefined : JSON.stringify(value);
}
