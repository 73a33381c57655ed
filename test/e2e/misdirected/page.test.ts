import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { h1, openH1 } from '../../../tools/wire/h1.ts';
import { h2, openH2 } from '../../../tools/wire/h2.ts';
import { headerOf } from '../../../tools/wire/response.ts';
import type { WireResponse } from '../../../tools/wire/response.ts';
import type { WireTarget } from '../../../tools/wire/target.ts';
import { adminHost, guestHost, pageGateway } from './page-gateway.ts';
import type { PageGateway } from './page-gateway.ts';
import { remedies, remedyNames } from './remedies.ts';

// The scenario of Istio's security best practices, without a remedy and with each of those that portcullis generates.

const nothing = 'nothing';
const clients = {
  h1: (target: WireTarget, host: string) => h1(target, { host, path: '/' }),
  h2: (target: WireTarget, host: string) => h2(target, { host }),
};

let folder: string;
let page: PageGateway;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-page-'));
  page = await pageGateway({ [nothing]: { httpFilters: [], blocked: {} }, ...(await remedies(folder)) });
});
afterAll(async () => {
  await page?.[Symbol.asyncDispose]();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

const asGuest = (remedy: string): WireTarget => ({ port: page.envoy.port(remedy), tls: { sni: guestHost } });
const asAdmin = (remedy: string): WireTarget => ({
  port: page.envoy.port(remedy),
  tls: { sni: adminHost, cert: page.client.cert, key: page.client.key },
});
const seen = (response: WireResponse): readonly unknown[] => [response.status, headerOf(response, 'x-back-end')];

describe.each(['h1', 'h2'] as const)('over %s', (protocol) => {
  const ask = clients[protocol];

  describe.each([nothing, ...remedyNames])('with %s', (remedy) => {
    test('each host is served on the connection of its own server', async () => {
      expect(seen(await ask(asGuest(remedy), guestHost))).toEqual([200, 'guest']);
      expect(seen(await ask(asAdmin(remedy), adminHost))).toEqual([200, 'admin']);
    });

    test('without a certificate nobody gets a connection to the admin server', async () => {
      const target = { port: page.envoy.port(remedy), tls: { sni: adminHost } };
      expect(await ask(target, adminHost)).toMatchObject({ status: null, error: 'tls' });
    });
  });

  test('with nothing a guest without certificate gets the admin back end', async () => {
    expect(seen(await ask(asGuest(nothing), adminHost))).toEqual([200, 'admin']);
  });

  describe.each(remedyNames)('with %s a guest', (remedy) => {
    test('gets 421 for the admin host, and the back end gets nothing', async () => {
      const before = page.admin.got.length;
      expect(seen(await ask(asGuest(remedy), adminHost))).toEqual([421, undefined]);
      expect(seen(await ask(asGuest(remedy), `${adminHost.toUpperCase()}:443`))).toEqual([421, undefined]);
      expect(page.admin.got.length).toBe(before);
    });

    // RFC 9110 section 15.5.20 wants no field; section 15.1 does not list 421 among what is cacheable by default.
    test('gets a 421 that no cache keeps and that names nothing', async () => {
      const { headers, body } = await ask(asGuest(remedy), adminHost);
      const names = headers.map(([name]) => name.toLowerCase()).toSorted();
      const plain = ['content-length', 'content-type', 'date', 'server'];
      expect(names.filter((name) => !plain.includes(name) && name !== 'connection')).toEqual([]);
      expect(body).not.toContain('example.com');
    });
  });
});

describe.each(remedyNames)('a POST with a body that %s refuses', (remedy) => {
  const size = 300_000;
  const body = 'x'.repeat(size);

  test('over HTTP/1.1: no byte of the body is taken for the next request', async () => {
    const inner = `GET /smuggled HTTP/1.1\r\nHost: ${guestHost}\r\n\r\n`;
    const connection = await openH1(asGuest(remedy));
    const before = page.guest.got.length;
    try {
      const refused = await connection.send({ method: 'POST', path: '/', host: adminHost, body: inner });
      expect(refused.status).toBe(421);
      const next = await connection.send({ path: '/', host: guestHost });
      // Either the connection goes on behind the body, or the answer has said that it is over.
      expect(next.status).toBe(headerOf(refused, 'connection') === 'close' ? null : 200);
      expect(page.guest.got.slice(before)).toEqual(next.status === 200 ? [`GET ${guestHost} 0`] : []);
    } finally {
      connection.close();
    }
  });

  test('over HTTP/1.1 with Expect: 100-continue: the connection ends, so that a body that was kept back is not missed', async () => {
    const connection = await openH1(asGuest(remedy));
    try {
      const head = ['POST / HTTP/1.1', `Host: ${adminHost}`, 'Expect: 100-continue', 'Content-Length: 5', '', ''];
      const refused = await connection.sendRaw(head.join('\r\n'), 'POST');
      expect(refused.status).toBe(421);
      expect(headerOf(refused, 'connection')).toBe('close');
    } finally {
      connection.close();
    }
  });

  test('over HTTP/2: the connection goes on, and the back end reads the whole of the next', async () => {
    const connection = await openH2(asGuest(remedy));
    try {
      const refused = await connection.send({ method: 'POST', host: adminHost, body });
      expect([refused.status, refused.error]).toEqual([421, undefined]);
      const next = await connection.send({ method: 'POST', host: guestHost, body });
      expect([next.status, headerOf(next, 'x-read')]).toEqual([200, String(size)]);
    } finally {
      connection.close();
    }
  });
});
