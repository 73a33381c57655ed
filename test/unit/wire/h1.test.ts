import { describe, expect, it } from 'vitest';
import { h1, openH1, rawRequest } from '../../../tools/wire/h1.ts';
import type { H1Request } from '../../../tools/wire/h1.ts';
import { scriptedServer } from './scripted-server.ts';

const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
const everyByte = String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte));

const requests: { behaviour: string; request: H1Request; bytes: string }[] = [
  { behaviour: 'a plain GET', request: { path: '/a', host: 'h' }, bytes: 'GET /a HTTP/1.1\r\nHost: h\r\n\r\n' },
  { behaviour: 'no Host line', request: { path: '/', host: null }, bytes: 'GET / HTTP/1.1\r\n\r\n' },
  { behaviour: 'an empty Host', request: { path: '/', host: '' }, bytes: 'GET / HTTP/1.1\r\nHost: \r\n\r\n' },
  {
    behaviour: 'every byte there is in path, host and header',
    request: { method: everyByte, path: everyByte, host: everyByte, headers: [[everyByte, everyByte]] },
    bytes: `${everyByte} ${everyByte} HTTP/1.1\r\nHost: ${everyByte}\r\n${everyByte}: ${everyByte}\r\n\r\n`,
  },
  {
    behaviour: 'paths that URL parsers rewrite',
    request: { path: '/a/../b/%2e%2E//c\\d;x#f?q#g', host: 'h' },
    bytes: 'GET /a/../b/%2e%2E//c\\d;x#f?q#g HTTP/1.1\r\nHost: h\r\n\r\n',
  },
  {
    behaviour: 'headers in their order and spelling, doubled ones too',
    request: {
      path: '/',
      host: 'h',
      headers: [
        ['x-B', '1'],
        ['HOST', 'other'],
        ['x-B', '2'],
      ],
    },
    bytes: 'GET / HTTP/1.1\r\nHost: h\r\nx-B: 1\r\nHOST: other\r\nx-B: 2\r\n\r\n',
  },
  {
    behaviour: 'a body with its length',
    request: { method: 'POST', path: '/', host: 'h', body: '\xff\x00' },
    bytes: 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n\xff\x00',
  },
  {
    behaviour: 'a body framed by the caller',
    request: { method: 'POST', path: '/', host: 'h', headers: [['transfer-Encoding', 'chunked']], body: '0\r\n\r\n' },
    bytes: 'POST / HTTP/1.1\r\nHost: h\r\ntransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  },
];

describe('an HTTP/1.1 request', () => {
  it.each(requests)('sends $behaviour untouched', async ({ request, bytes }) => {
    await using server = await scriptedServer([ok]);
    expect(await h1({ port: server.port }, request)).toMatchObject({ status: 200, body: 'ok' });
    expect(server.received).toEqual([bytes]);
  });

  it('sends raw bytes that are no request', async () => {
    await using server = await scriptedServer([ok]);
    expect((await rawRequest({ port: server.port }, `\x00${everyByte}`)).status).toBe(200);
    expect(server.received).toEqual([`\x00${everyByte}`]);
  });

  it('names the address when nothing else names an authority', async () => {
    await using server = await scriptedServer([ok]);
    await h1({ port: server.port }, { path: '/' });
    expect(server.received[0]).toContain(`\r\nHost: 127.0.0.1:${server.port}\r\n`);
  });

  it('refuses a character that is no byte, and says which', async () => {
    await expect(h1({ port: 1 }, { path: '/caf\u00e9/\u2603' })).resolves.toMatchObject({ error: 'refused' });
    await using server = await scriptedServer([ok]);
    const sent = h1({ port: server.port }, { path: '/caf\u00e9/\u2603', host: 'h' });
    await expect(sent).rejects.toMatchObject({ kind: 'user', message: expect.stringContaining('U+2603') });
    expect(server.received.join('')).toBe('');
  });

  it('carries several requests over one connection', async () => {
    await using server = await scriptedServer([ok]);
    const connection = await openH1({ port: server.port });
    for (const path of ['/1', '/2', '/3']) {
      expect(await connection.send({ path, host: 'h' })).toMatchObject({ status: 200, body: 'ok' });
    }
    connection.close();
    connection.close();
    expect(server.received).toEqual(
      ['/1', '/2', '/3']
        .map((path) => `GET ${path} HTTP/1.1\r\nHost: h\r\n\r\n`)
        .join('')
        .split('\0'),
    );
    expect(await connection.send({ path: '/4' })).toMatchObject({ status: null, error: 'closed' });
  });

  it('does not use a connection again that the server has said it closes', async () => {
    await using server = await scriptedServer(['HTTP/1.1 200 OK\r\nConnection: close\r\ncontent-length: 0\r\n\r\n']);
    const connection = await openH1({ port: server.port });
    expect((await connection.send({ path: '/' })).status).toBe(200);
    expect(await connection.send({ path: '/' })).toMatchObject({ status: null, error: 'closed' });
    connection.close();
    expect(server.received).toHaveLength(1);
  });

  it('comes from the source address that it is given', async () => {
    await using server = await scriptedServer([ok]);
    expect((await h1({ port: server.port, localAddress: '127.0.0.77' }, { path: '/' })).status).toBe(200);
    expect(await h1({ port: server.port, localAddress: '203.0.113.1' }, { path: '/' })).toMatchObject({
      error: 'refused',
    });
  });
});

describe('an exchange that fails', () => {
  it('is refused where nobody listens', async () => {
    const { port } = await closedServer();
    expect(await h1({ port }, { path: '/' })).toMatchObject({ status: null, error: 'refused', headers: [], body: '' });
  });

  it('is closed when the server ends the connection before a response', async () => {
    await using server = await scriptedServer([], true);
    expect(await h1({ port: server.port }, { path: '/' })).toMatchObject({ status: null, error: 'closed' });
  });

  it('times out when the server says nothing, after the time that was given', async () => {
    await using server = await scriptedServer(null);
    const begin = performance.now();
    expect(await h1({ port: server.port, timeoutMs: 150 }, { path: '/' })).toMatchObject({
      status: null,
      error: 'timeout',
    });
    expect(performance.now() - begin).toBeGreaterThan(140);
    expect(performance.now() - begin).toBeLessThan(1_500);
  });

  it('is a tls failure where the server speaks no TLS', async () => {
    await using server = await scriptedServer([ok]);
    expect(await h1({ port: server.port, tls: { sni: 'x' } }, { path: '/' })).toMatchObject({ error: 'tls' });
  });

  it('times out when the handshake gets no answer', async () => {
    await using server = await scriptedServer(null);
    expect(await h1({ port: server.port, tls: {}, timeoutMs: 150 }, { path: '/' })).toMatchObject({ error: 'timeout' });
  });
});

async function closedServer(): Promise<{ port: number }> {
  await using server = await scriptedServer(null);
  return { port: server.port };
}
