import { webcrypto } from 'node:crypto';

type X509 = typeof import('@peculiar/x509');
// Node's and the DOM's declarations of the same keys differ in name only; the library is declared with the DOM's.
type KeyPair = CryptoKeyPair;

/** A certificate and its private key (PKCS #8), both PEM. */
export interface IssuedCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface IssueOptions {
  /** Subject alternative names; a leftmost `*` label is allowed. The first is the common name too, when it fits in one. */
  readonly dnsNames: readonly string[];
  /** For client authentication instead of server authentication. */
  readonly client?: boolean;
  /** 1 when left out. */
  readonly days?: number;
}

/** A certificate authority for tests and local gateways. */
export interface Authority {
  /** Its own certificate, PEM. */
  readonly pem: string;
  issue(options: IssueOptions): Promise<IssuedCertificate>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 86_400_000;
// Clocks in containers and virtual machines can be a little behind.
const backdateMs = 3_600_000;

/**
 * Makes a certificate authority (ECDSA P-256) that lives in memory only and is valid for 7 days: fit for tests and local
 * gateways, for nothing else.
 */
export async function makeAuthority(commonName: string): Promise<Authority> {
  // @peculiar/x509 wants Reflect.getMetadata before it is loaded.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const keys = await generateKeys();
  const own = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [commonName] }],
    keys,
    signingAlgorithm: algorithm,
    ...validity(7),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    pem: own.toString('pem'),
    async issue(options) {
      const subject = await generateKeys();
      const cert = await x509.X509CertificateGenerator.create({
        subject: subjectOf(options.dnsNames),
        issuer: own.subjectName.toJSON(),
        publicKey: subject.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: algorithm,
        ...validity(options.days ?? 1),
        extensions: await leafExtensions(x509, options, subject, keys),
      });
      return { cert: cert.toString('pem'), key: await privateKeyPem(x509, subject) };
    },
  };
}

async function leafExtensions(x509: X509, options: IssueOptions, subject: KeyPair, issuer: KeyPair) {
  const usage = options.client === true ? x509.ExtendedKeyUsage.clientAuth : x509.ExtendedKeyUsage.serverAuth;
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([usage]),
    new x509.SubjectAlternativeNameExtension(options.dnsNames.map((value) => ({ type: 'dns' as const, value }))),
    await x509.SubjectKeyIdentifierExtension.create(subject.publicKey),
    await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
  ];
}

// X.520 bounds a common name at 64 characters; the alternative names are what TLS reads.
function subjectOf(dnsNames: readonly string[]): { CN: string[] }[] {
  const first = dnsNames[0];
  return [{ CN: [first === undefined || first.length > 64 ? 'portcullis test' : first] }];
}

function validity(days: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - backdateMs), notAfter: new Date(now + days * dayMs) };
}

async function generateKeys(): Promise<KeyPair> {
  return (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as KeyPair;
}

async function privateKeyPem(x509: X509, keys: KeyPair): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey as webcrypto.CryptoKey);
  return x509.PemConverter.encode(der, 'PRIVATE KEY');
}
