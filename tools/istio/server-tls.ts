import { entriesOf, type Field, fieldsOf, readOneOf, readString } from './fields.ts';

const modes = ['PASSTHROUGH', 'SIMPLE', 'MUTUAL', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL', 'OPTIONAL_MUTUAL'] as const;
const versions = ['TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'] as const;
const keys = [
  'caCertCredentialName',
  'caCertificates',
  'caCrl',
  'cipherSuites',
  'credentialName',
  'credentialNames',
  'ecdhCurves',
  'httpsRedirect',
  'insecureSkipVerify',
  'maxProtocolVersion',
  'minProtocolVersion',
  'mode',
  'privateKey',
  'serverCertificate',
  'subjectAltNames',
  'tlsCertificates',
  'verifyCertificateHash',
  'verifyCertificateSpki',
] as const;

export type TlsMode = (typeof modes)[number];

/** What a server of a Gateway asks of TLS clients (ServerTLSSettings of networking.istio.io). */
export interface ServerTls {
  readonly mode: TlsMode;
  /** Whether plain-text requests are answered with a redirect to https. */
  readonly httpsRedirect: boolean;
  /** 10, 11, 12, 13; Istio's default is 12 (TLS_AUTO). */
  readonly minVersion: number;
  /** In the order of preference; empty for Envoy's own list. */
  readonly cipherSuites: readonly string[];
  /**
   * Everything that decides which client certificates are trusted, as one text: equal texts trust equally. It names
   * secrets and files and does not hold what is in them.
   */
  readonly clientTrust: string;
  /** Secret or file of the server's certificate, for a reader; absent where the mesh has it. */
  readonly credential: string | undefined;
  /** Everything that is set, as one text: equal texts make equal TLS contexts. It too names secrets and files only. */
  readonly settings: string;
}

/** Reads `servers[].tls`. A mode that is not written is PASSTHROUGH, the zero value of the API. */
export function readServerTls(field: Field): ServerTls {
  const tls = fieldsOf(field, keys);
  const mode = tls.mode.value === undefined ? 'PASSTHROUGH' : readOneOf(tls.mode, modes);
  const minimum = tls.minProtocolVersion.value === undefined ? 'TLS_AUTO' : readOneOf(tls.minProtocolVersion, versions);
  const trust = [
    // The CA comes with the server certificate's secret, unless it has one of its own.
    ...(tls.caCertCredentialName.value === undefined
      ? [tls.credentialName, tls.credentialNames]
      : [tls.caCertCredentialName]),
    tls.caCertificates,
    tls.caCrl,
    tls.tlsCertificates,
    tls.subjectAltNames,
    tls.verifyCertificateHash,
    tls.verifyCertificateSpki,
    tls.insecureSkipVerify,
  ];
  const { httpsRedirect, ...others } = tls;
  return {
    mode,
    httpsRedirect: httpsRedirect.value === true,
    minVersion: minimum === 'TLS_AUTO' ? 12 : Number(minimum.replace('TLSV1_', '1')),
    cipherSuites: entriesOf(tls.cipherSuites).map(readString),
    clientTrust: mode === 'ISTIO_MUTUAL' ? 'mesh' : JSON.stringify(trust.map(({ value }) => value ?? null)),
    credential: [tls.credentialName, tls.credentialNames, tls.serverCertificate, tls.tlsCertificates]
      .map(({ value }) => (value === undefined ? undefined : readableName(value)))
      .find((name) => name !== undefined),
    settings: JSON.stringify([mode, ...Object.values(others).map(({ value }) => value ?? null)]),
  };
}

function readableName(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether the gateway itself ends TLS and sees HTTP. */
export function terminates(tls: ServerTls): boolean {
  return tls.mode !== 'PASSTHROUGH' && tls.mode !== 'AUTO_PASSTHROUGH';
}

const strength: Record<TlsMode, number> = {
  PASSTHROUGH: 0,
  AUTO_PASSTHROUGH: 0,
  SIMPLE: 0,
  OPTIONAL_MUTUAL: 1,
  MUTUAL: 2,
  ISTIO_MUTUAL: 2,
};

/** All that `laxerBy` looks at, as one text. */
export function trustOf({ mode, clientTrust, minVersion, cipherSuites }: ServerTls): string {
  return JSON.stringify([mode, strength[mode] > 0 ? clientTrust : '', minVersion, cipherSuites]);
}

/**
 * Why a client that `lax` lets in might not have been let in by `strict`; undefined if it would have been. Both end
 * TLS at the gateway. Certificates of equal modes are compared by where they come from: files are not read.
 */
export function laxerBy(lax: ServerTls, strict: ServerTls): string | undefined {
  if (strength[lax.mode] < strength[strict.mode]) return `${lax.mode} instead of ${strict.mode}`;
  if (strength[strict.mode] > 0 && lax.clientTrust !== strict.clientTrust)
    return `${lax.mode} with client certificates of another CA secret`;
  if (lax.minVersion < strict.minVersion) return 'an older minimum TLS version';
  const extra =
    strict.cipherSuites.length > 0 && JSON.stringify(lax.cipherSuites) !== JSON.stringify(strict.cipherSuites);
  return extra ? 'other cipher suites' : undefined;
}
