// Makes the certificates that the TLS listener of docker-compose.yml uses: an authority, a server certificate for each
// filter chain, and a client certificate for admin.example.com. They are for trying out: valid for 7 days, readable by all.
//
//   node scripts/docker/certs.mjs [FOLDER]
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const days = 7;
const leaves = {
  guest: { dnsNames: ['guest.example.com', '*.example.com'], days },
  admin: { dnsNames: ['admin.example.com'], days },
  client: { dnsNames: ['client.example.com'], days, client: true },
};

/** Writes ca.crt, and a .crt and .key for guest, admin and client, over those that are there. */
export async function writeCerts({ folder, makeAuthority }) {
  const authority = await makeAuthority('portcullis compose');
  mkdirSync(folder, { recursive: true });
  // Envoy runs under a user id of its own in its container, so it reads these as anybody.
  const write = (name, text) => writeFileSync(join(folder, name), text, { mode: 0o644 });
  write('ca.crt', authority.pem);
  for (const [name, options] of Object.entries(leaves)) {
    const { cert, key } = await authority.issue(options);
    write(`${name}.crt`, cert);
    write(`${name}.key`, key);
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? fileURLToPath(new URL('../../examples/compose/tls', import.meta.url));
  await import('../ready.mjs');
  const { makeAuthority } = await import('../../dist/wire/certs.js');
  await writeCerts({ folder, makeAuthority });
  process.stdout.write(`${folder}\n`);
}
