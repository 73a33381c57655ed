import {
  entriesOf,
  type Field,
  fieldsOf,
  readLabels,
  readOneOf,
  readOptionalString,
  readPort,
  readString,
  refuse,
} from './fields.ts';
import { isHostPattern } from './host.ts';
import type { ServerTls, TlsMode } from './server-tls.ts';

/** A listener of a Gateway or of a ListenerSet of the Gateway API. https://gateway-api.sigs.k8s.io/reference/spec/#listener */
export interface ApiListener {
  readonly name: string;
  readonly port: number;
  /** As written, in upper case: HTTP, HTTPS, TLS, TCP, UDP, or a word of the implementation such as HBONE. */
  readonly protocol: string;
  /** Lower case: an exact name, `*.suffix`, or `*` where nothing is written. */
  readonly hostname: string;
  /** Absent unless the protocol is HTTPS or TLS. */
  readonly tls: ServerTls | undefined;
  readonly where: string;
}

/** What a Gateway asks of clients' certificates on a port (`spec.tls.frontend`), as one text. */
export type ClientValidation = (port: number) => string | undefined;

// https://istio.io/docs/tasks/traffic-management/ingress/gateway-api/ names the options that Istio reads.
const modeOption = 'gateway.istio.io/tls-terminate-mode';
const protocolOption = 'gateway.istio.io/listener-protocol';
const modes = ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL', 'ISTIO_SIMPLE', 'ISTIO_MUTUAL'] as const;

/** Reads an entry of `spec.listeners`. Secrets without a namespace are those of `namespace`. */
export function readApiListener(field: Field, namespace: string, validation: ClientValidation): ApiListener {
  const listener = fieldsOf(field, ['allowedRoutes', 'hostname', 'name', 'port', 'protocol', 'tls']);
  const protocol = readString(listener.protocol).toUpperCase();
  const hostname = readOptionalString(listener.hostname) ?? '*';
  if (hostname !== '*' && !isHostPattern(hostname)) refuse(listener.hostname, 'a DNS name or "*.name"');
  const port = readPort(listener.port);
  const secured = protocol === 'HTTPS' || protocol === 'TLS';
  if (secured && listener.tls.value === undefined)
    refuse(listener.tls, `TLS settings, since the protocol is ${protocol}`);
  return {
    name: readString(listener.name),
    port,
    protocol,
    hostname: hostname.toLowerCase(),
    tls: secured ? readTls(listener.tls, namespace, validation(port)) : undefined,
    where: field.resource.at(field.path),
  };
}

function readTls(field: Field, namespace: string, validation: string | undefined): ServerTls {
  const tls = fieldsOf(field, ['certificateRefs', 'frontendValidation', 'mode', 'options']);
  const passes = tls.mode.value !== undefined && readOneOf(tls.mode, ['Terminate', 'Passthrough']) === 'Passthrough';
  const options = readLabels(tls.options);
  const secrets = entriesOf(tls.certificateRefs).map((entry) => {
    const secret = fieldsOf(entry, ['group', 'kind', 'name', 'namespace']);
    return `${readOptionalString(secret.namespace) ?? namespace}/${readString(secret.name)}`;
  });
  const clients = JSON.stringify([validation ?? null, tls.frontendValidation.value ?? null]);
  const mode = passes ? passthrough(options) : terminateMode(tls.options, options, clients !== '[null,null]');
  return {
    mode,
    httpsRedirect: false,
    minVersion: 12,
    cipherSuites: (options['gateway.istio.io/tls-cipher-suites'] ?? '').split(',').filter((name) => name !== ''),
    // With MUTUAL by option, the CA comes with the certificate's secret.
    clientTrust: mode === 'ISTIO_MUTUAL' ? 'mesh' : JSON.stringify([secrets, clients]),
    credential: secrets.length > 0 ? secrets.join(' ') : undefined,
    settings: JSON.stringify([mode, secrets, clients, Object.entries(options).toSorted()]),
  };
}

function passthrough(options: Readonly<Record<string, string>>): TlsMode {
  return options[protocolOption] === 'auto-passthrough' ? 'AUTO_PASSTHROUGH' : 'PASSTHROUGH';
}

function terminateMode(field: Field, options: Readonly<Record<string, string>>, validated: boolean): TlsMode {
  const named = options[modeOption];
  if (named === undefined) return validated ? 'MUTUAL' : 'SIMPLE';
  const at = { ...field, value: named, path: [...field.path, modeOption] };
  const mode = readOneOf(at, modes);
  return mode === 'ISTIO_SIMPLE' ? 'SIMPLE' : mode;
}
