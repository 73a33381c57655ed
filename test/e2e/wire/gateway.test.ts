import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import { downstreamTls } from '../../../tools/envoy/downstream-tls.ts';
import { filterChain } from '../../../tools/envoy/filter-chain.ts';
import { listener } from '../../../tools/envoy/listener.ts';
import { directResponse, virtualHost } from '../../../tools/envoy/routes.ts';
import { startEnvoy } from '../../../tools/envoy/run.ts';
import type { RunningEnvoy } from '../../../tools/envoy/run.ts';
import { makeAuthority } from '../../../tools/wire/certs.ts';
import type { Authority, IssuedCertificate } from '../../../tools/wire/certs.ts';
import { h1, openH1 } from '../../../tools/wire/h1.ts';
import { h2, h2Fields, openH2 } from '../../../tools/wire/h2.ts';
import { headerOf } from '../../../tools/wire/response.ts';
import type { WireResponse } from '../../../tools/wire/response.ts';
import type { WireTarget } from '../../../tools/wire/target.ts';
import { echo, echoListener, realEnvoy } from '../envoy/real-envoy.ts';

let envoy: RunningEnvoy;
let authority: Authority;
let client: IssuedCertificate;

beforeAll(async () => {
  authority = await makeAuthority('Portcullis test authority');
  client = await authority.issue({ dnsNames: ['client.test'], client: true });
  const guest = downstreamTls(await authority.issue({ dnsNames: ['*.example.com'] }));
  const adminCertificate = await authority.issue({ dnsNames: ['admin.example.com'] });
  const admin = downstreamTls({ ...adminCertificate, clientCa: authority.pem });
  const connectable = virtualHost('connect', [
    directResponse({ match: { connect_matcher: {} }, headers: { 'x-connected': '%REQ(:AUTHORITY)%' } }),
  ]);
  envoy = await startEnvoy(await realEnvoy(), {
    bootstrap: bootstrap({
      listeners: [
        echoListener('plain'),
        echoListener('connect', { virtualHosts: [connectable], allowConnect: true }),
        echoListener('websocket', {
          fields: { upgrade_configs: [{ upgrade_type: 'websocket' }], http2_protocol_options: { allow_connect: true } },
        }),
        listener({
          name: 'tls',
          tlsInspector: true,
          filterChains: [
            filterChain({ name: 'guest', serverNames: ['*.example.com'], tls: guest, filters: [echo()] }),
            filterChain({ name: 'admin', serverNames: ['admin.example.com'], tls: admin, filters: [echo()] }),
          ],
          defaultFilterChain: filterChain({ name: 'none', tls: guest, filters: [echo()] }),
        }),
      ],
    }),
  });
});
afterAll(() => envoy.stop());

/** What Envoy saw of a request: status, path, authority, SNI, protocol. */
function seen(response: WireResponse) {
  const [path, authority_, sni, protocol] = ['x-path', 'x-authority', 'x-sni', 'x-protocol'].map((name) =>
    headerOf(response, name),
  );
  return { status: response.status, path, authority: authority_, sni, protocol };
}

// What Envoy lets through on both protocols, each as a URL parser would not have sent it.
const paths = [
  '/a/../b/./c',
  '//a///b',
  '/%61%2e%2E%2f%5c',
  '/a;x/..;/b',
  '/\\a',
  '/a?b/../c#?',
  '/{}|^`"<>',
  '/%',
  '/%u002f',
];

describe('a path arrives untouched', () => {
  const plain = (): WireTarget => ({ port: envoy.port('plain') });
  const tls = (): WireTarget => ({ port: envoy.port('tls'), tls: { sni: 'guest.example.com', ca: authority.pem } });
  const ways = [
    ['HTTP/1.1', plain, h1],
    ['HTTP/1.1 over TLS', tls, h1],
    ['HTTP/2', plain, h2],
    ['HTTP/2 over TLS', tls, h2],
  ] as const;
  it.each(ways.flatMap(([name, target, send]) => paths.map((path) => [name, path, target, send] as const)))(
    '%s: %j',
    async (_name, path, target, send) => {
      const response = await send(target(), { path, host: 'h.example' });
      // A fragment is cut off, as in Istio, also from the query.
      expect(seen(response)).toMatchObject({ status: 200, path: path.split('#')[0], authority: 'h.example' });
    },
  );
});

it('bytes above 0x7f arrive over HTTP/2; Envoy refuses them over HTTP/1.1, where they arrive too', async () => {
  const request = { path: '/\xff\x80', host: 'h' };
  expect(seen(await h2({ port: envoy.port('plain') }, request))).toMatchObject({ status: 200, path: '/\xff\x80' });
  expect(await h1({ port: envoy.port('plain') }, request)).toMatchObject({ status: 400 });
});

describe('the server name', () => {
  const chains: [string | null, string][] = [
    ['guest.example.com', 'guest.example.com'],
    ['GUEST.example.com', 'guest.example.com'],
    ['a.b.example.com', 'a.b.example.com'],
    ['elsewhere.test', 'elsewhere.test'],
    [null, '-'],
  ];
  it.each(chains)('%s arrives, and an authority unlike it', async (sni, arrived) => {
    const target = { port: envoy.port('tls'), tls: { sni, ca: authority.pem } };
    for (const [send, protocol] of [
      [h1, 'HTTP/1.1'],
      [h2, 'HTTP/2'],
    ] as const) {
      const found = seen(await send(target, { path: '/', host: 'admin.example.com' }));
      expect(found).toEqual({
        status: 200,
        path: '/',
        authority: 'admin.example.com',
        sni: sni === null ? undefined : arrived,
        protocol,
      });
    }
  });

  it('of a listener that wants a client certificate: served with one, refused without or with a stranger\u2019s', async () => {
    const stranger = await (await makeAuthority('x')).issue({ dnsNames: ['client.test'], client: true });
    const target = (tls: object) => ({ port: envoy.port('tls'), tls: { sni: 'admin.example.com', ...tls } });
    for (const send of [h1, h2]) {
      expect((await send(target(client), { path: '/' })).status).toBe(200);
      expect(await send(target({}), { path: '/' })).toMatchObject({ status: null, error: 'tls' });
      expect(await send(target(stranger), { path: '/' })).toMatchObject({ status: null, error: 'tls' });
    }
  });
});

describe('one connection', () => {
  it('carries several HTTP/1.1 requests to several authorities', async () => {
    const connection = await openH1({ port: envoy.port('tls'), tls: { sni: 'guest.example.com' } });
    for (const host of ['guest.example.com', 'admin.example.com']) {
      expect(seen(await connection.send({ path: '/', host }))).toMatchObject({
        authority: host,
        sni: 'guest.example.com',
      });
    }
    connection.close();
    await expect.poll(() => envoy.admin.stat('http.http.downstream_cx_ssl_active')).toBe(0);
  });

  it('carries HTTP/2 requests to several authorities at the same time', async () => {
    const connection = await openH2({ port: envoy.port('tls'), tls: { sni: 'guest.example.com' } });
    const hosts = Array.from({ length: 20 }, (_, index) => `${index}.example.com`);
    const answers = await Promise.all(hosts.map((host) => connection.send({ path: `/${host}`, host })));
    expect(answers.map((answer) => seen(answer).authority)).toEqual(hosts);
    connection.close();
  });
});

describe('HTTP/2 that node:http2 would not send', () => {
  const plain = (): WireTarget => ({ port: envoy.port('plain') });
  const complete: [string, string][] = [
    [':method', 'GET'],
    [':scheme', 'http'],
    [':authority', 'h'],
    [':path', '/'],
  ];

  it('arrives in the order that was given', async () => {
    expect((await h2Fields(plain(), complete.toReversed())).status).toBe(200);
  });

  // Envoy ends the whole connection on a malformed request (RFC 9113 section 8.1.1 allows that).
  it.each([
    ['a control byte in :path', complete.with(3, [':path', '/\x01'])],
    ['a NUL in :path', complete.with(3, [':path', '/a\x00b'])],
    ['a doubled :path', [...complete, [':path', '/b']]],
    ['a pseudo header behind a header', [['x', 'y'], ...complete]],
    ['a CONNECT with :path', complete.with(0, [':method', 'CONNECT'])],
    ['an upper-case name', [...complete, ['X-Upper', '1']]],
  ] as [string, [string, string][]][])('%s reaches Envoy, which refuses it', async (_what, fields) => {
    const before = await refusals();
    expect(await h2Fields(plain(), fields)).toMatchObject({ status: null, error: 'closed' });
    expect(await refusals()).toBe(before + 1);
  });

  async function refusals(): Promise<number> {
    return envoy.admin.stat('http2.rx_messaging_error');
  }

  it('classic CONNECT goes without a path', async () => {
    const response = await h2({ port: envoy.port('connect') }, { method: 'CONNECT', host: 'a.example:443' });
    expect([response.status, headerOf(response, 'x-connected')]).toEqual([200, 'a.example:443']);
    const refused = await h2(plain(), { method: 'CONNECT', host: 'a.example:443' });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.error).toBeUndefined();
  });

  it('extended CONNECT carries its protocol and path', async () => {
    const request = { method: 'CONNECT', protocol: 'websocket', path: '/chat//x', host: 'a.example' };
    const response = await h2({ port: envoy.port('websocket') }, request);
    expect(seen(response)).toMatchObject({ status: 200, path: '/chat//x', authority: 'a.example', protocol: 'HTTP/2' });
    expect((await h2(plain(), request)).status).toBeNull();
  });
});
