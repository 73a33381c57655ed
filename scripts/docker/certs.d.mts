import type { Authority } from '../../tools/wire/certs.ts';

export interface CertsToWrite {
  /** Made if it is missing. */
  readonly folder: string;
  readonly makeAuthority: (commonName: string) => Promise<Authority>;
}

export function writeCerts(certs: CertsToWrite): Promise<void>;
