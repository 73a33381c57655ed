import { once } from 'node:events';
import { connect } from 'node:tls';
import type { ConnectionOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guardFilter } from '../guard/guard-listener.ts';
import { adminHost, guestHost, pageGateway } from './page-gateway.ts';
import type { PageGateway } from './page-gateway.ts';

// Apache's CVE-2025-23048: the TLS session of one host, resumed for another, went past the client certificate.

const listeners = [
  { name: 'guest', hosts: ['*.example.com'] },
  { name: 'admin', hosts: [adminHost] },
];

let page: PageGateway;
beforeAll(async () => {
  page = await pageGateway({ main: { httpFilters: [guardFilter({ listeners })], blocked: {} } });
});
afterAll(() => page?.[Symbol.asyncDispose]());

interface Visit {
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly reused: boolean;
  /** To resume later. */
  readonly session: Buffer | undefined;
}

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('%s', (version) => {
  /** One request over a connection of its own, with the session of an earlier one. */
  async function visit(servername: string, host: string, more: ConnectionOptions = {}): Promise<Visit> {
    const { ca } = page;
    const versions = { minVersion: version, maxVersion: version } as const;
    const port = page.envoy.port('main');
    const socket = connect({ host: '127.0.0.1', port, servername, ca, ...versions, ...more });
    let session: Buffer | undefined;
    let text = '';
    let reused = false;
    socket.on('secureConnect', () => (reused = socket.isSessionReused()));
    socket.on('session', (found: Buffer) => (session = found));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      // Tickets come before the answer.
      if (text.includes('\r\n\r\n')) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    await once(socket, 'close').catch(() => undefined);
    const status = /^HTTP\/1\.1 (\d+)/.exec(text)?.[1];
    return { status: status === undefined ? null : Number(status), reused, session };
  }

  const sessionOf = async (servername: string, more: ConnectionOptions = {}): Promise<ConnectionOptions> => {
    const { status, session } = await visit(servername, servername, more);
    expect(status).toBe(200);
    expect(session).toBeDefined();
    return { session: session! };
  };

  test('a session is resumed where it began, and each request on it is judged', async () => {
    const resumed = await sessionOf(guestHost);
    expect(await visit(guestHost, guestHost, resumed)).toMatchObject({ status: 200, reused: true });
    expect(await visit(guestHost, adminHost, resumed)).toMatchObject({ status: 421 });
  });

  test('under another name of the same listener the new name counts', async () => {
    const resumed = await sessionOf(guestHost);
    expect(await visit('shop.example.com', 'shop.example.com', resumed)).toMatchObject({ status: 200 });
    expect(await visit('shop.example.com', adminHost, resumed)).toMatchObject({ status: 421 });
  });

  test("a guest's session gets nobody past the client certificate of the admin", async () => {
    expect(await visit(adminHost, adminHost, await sessionOf(guestHost))).toMatchObject({
      status: null,
      reused: false,
    });
  });

  test("an admin's session, resumed under a guest's name, does not serve the admin host", async () => {
    const { cert, key } = page.client;
    const resumed = await sessionOf(adminHost, { cert, key });
    expect(await visit(guestHost, adminHost, resumed)).toMatchObject({ status: 421 });
    expect(await visit(guestHost, adminHost, { ...resumed, cert, key })).toMatchObject({ status: 421 });
  });
});
