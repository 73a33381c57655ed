import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createServer } from 'node:tls';
import type { TlsOptions, TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeAuthority } from '../../../tools/wire/certs.ts';
import type { Authority, IssuedCertificate } from '../../../tools/wire/certs.ts';
import { h1 } from '../../../tools/wire/h1.ts';

let authority: Authority;
let stranger: Authority;
let site: IssuedCertificate;
let client: IssuedCertificate;

beforeAll(async () => {
  authority = await makeAuthority('Test authority, "quoted"');
  stranger = await makeAuthority('Test authority, "quoted"');
  site = await authority.issue({ dnsNames: ['*.example.com', 'apex.test'] });
  client = await authority.issue({ dnsNames: ['client.test'], client: true });
});

interface TlsServer extends AsyncDisposable {
  readonly port: number;
  readonly names: (string | false | null)[];
  readonly protocols: (string | false | null)[];
}

async function tlsServer(options: TlsOptions = {}): Promise<TlsServer> {
  const names: TlsServer['names'] = [];
  const protocols: TlsServer['protocols'] = [];
  const all = { cert: site.cert, key: site.key, ALPNProtocols: ['h2', 'http/1.1'], ...options };
  const server = createServer(all, (socket: TLSSocket) => {
    // The declaration leaves out that it is false without an SNI.
    names.push((socket as { servername?: string | false | null }).servername ?? null);
    protocols.push(socket.alpnProtocol);
    socket.on('error', () => undefined);
    socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const dispose = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port: (server.address() as AddressInfo).port, names, protocols, [Symbol.asyncDispose]: dispose };
}

describe('TLS', () => {
  const names = ['guest.example.com', 'GUEST.Example.COM', 'guest.example.com.', 'under_score', '*.x', 'a'.repeat(255)];
  it.each(names)('sends the SNI %s as it is, and offers http/1.1', async (sni) => {
    await using server = await tlsServer();
    expect((await h1({ port: server.port, tls: { sni, ca: authority.pem } }, { path: '/', host: 'else' })).status).toBe(
      200,
    );
    expect(server.names).toEqual([sni]);
    expect(server.protocols).toEqual(['http/1.1']);
  });

  it.each([null, undefined])('sends no SNI for %s', async (sni) => {
    await using server = await tlsServer();
    const tls = sni === undefined ? {} : { sni };
    expect((await h1({ port: server.port, tls }, { path: '/' })).status).toBe(200);
    expect(server.names).toEqual([false]);
  });

  it.each(['b\u00fccher.example', 'nul\0byte', 'a'.repeat(256)])(
    'refuses the SNI %j, which cannot be sent as it is',
    async (sni) => {
      await expect(h1({ port: 1, tls: { sni } }, { path: '/' })).rejects.toMatchObject({ kind: 'user' });
    },
  );

  it('takes any certificate when no authority is given, and only its own when one is', async () => {
    await using server = await tlsServer();
    expect((await h1({ port: server.port, tls: { sni: 'no.such.name' } }, { path: '/' })).status).toBe(200);
    const wary = await h1({ port: server.port, tls: { ca: stranger.pem } }, { path: '/' });
    expect(wary).toMatchObject({ status: null, error: 'tls' });
  });

  it('presents a client certificate, and reports the lack of one as a tls failure', async () => {
    await using server = await tlsServer({ requestCert: true, rejectUnauthorized: true, ca: authority.pem });
    expect((await h1({ port: server.port, tls: { ...client } }, { path: '/' })).status).toBe(200);
    expect(await h1({ port: server.port, tls: {} }, { path: '/' })).toMatchObject({ status: null, error: 'tls' });
  });
});

function days(pem: string): number {
  return (Date.parse(new X509Certificate(pem).validTo) - Date.now()) / 86_400_000;
}

describe('a test certificate', () => {
  it('is signed by its authority, and by no other of the same name', () => {
    const leaf = new X509Certificate(site.cert);
    expect(leaf.verify(new X509Certificate(authority.pem).publicKey)).toBe(true);
    expect(leaf.verify(new X509Certificate(stranger.pem).publicKey)).toBe(false);
    expect(leaf.checkIssued(new X509Certificate(authority.pem))).toBe(true);
    expect(new X509Certificate(authority.pem).ca).toBe(true);
    expect(leaf.ca).toBe(false);
  });

  it('names its hosts and its purpose, and its key belongs to it', () => {
    const leaf = new X509Certificate(site.cert);
    expect(leaf.subjectAltName).toBe('DNS:*.example.com, DNS:apex.test');
    expect(leaf.checkHost('guest.example.com')).toBe('*.example.com');
    expect(leaf.checkHost('example.com')).toBeUndefined();
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(new X509Certificate(client.cert).keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(leaf.checkPrivateKey(createPrivateKey(site.key))).toBe(true);
    expect(leaf.checkPrivateKey(createPrivateKey(client.key))).toBe(false);
  });

  it('is valid for a day unless told otherwise, from a little before now', async () => {
    expect(days(site.cert)).toBeCloseTo(1, 1);
    expect(days((await authority.issue({ dnsNames: ['a.test'], days: 3 })).cert)).toBeCloseTo(3, 1);
    expect(Date.parse(new X509Certificate(site.cert).validFrom)).toBeLessThan(Date.now());
  });

  it('can carry a name that is too long for a common name', async () => {
    const name = `${'a'.repeat(60)}.${'b'.repeat(60)}.test`;
    const { cert } = await authority.issue({ dnsNames: [name] });
    expect(new X509Certificate(cert).checkHost(name)).toBe(name);
  });
});
