import { makeAuthority, type IssuedCertificate } from '../../wire/certs.ts';
import { adminHost, guestHost } from './requests.ts';

/** Certificates of one run; they live in memory and are valid for a day. */
export interface DemoCertificates {
  readonly guest: IssuedCertificate;
  readonly admin: IssuedCertificate;
  readonly client: IssuedCertificate;
  /** PEM of the authority that signed all of them. */
  readonly clientCa: string;
}

export async function makeDemoCertificates(): Promise<DemoCertificates> {
  const authority = await makeAuthority('portcullis demo');
  return {
    guest: await authority.issue({ dnsNames: [guestHost, '*.example.com'] }),
    admin: await authority.issue({ dnsNames: [adminHost] }),
    client: await authority.issue({ dnsNames: ['operator.example.com'], client: true }),
    clientCa: authority.pem,
  };
}
