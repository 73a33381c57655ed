import { createServer } from 'node:http2';
import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { headerRewriter } from '../../../tools/wire/h2-frames.ts';
import { h2HeaderBlock } from '../../../tools/wire/h2-header-block.ts';
import { h2, h2Fields, openH2 } from '../../../tools/wire/h2.ts';
import { scriptedServer } from './scripted-server.ts';

interface EchoServer extends AsyncDisposable {
  readonly port: number;
}

/** Answers with the header fields and the body that it received, as JSON. */
async function echoServer(answer?: (stream: ServerHttp2Stream) => void): Promise<EchoServer> {
  const server = createServer();
  server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders, _flags: number, raw: string[]) => {
    stream.on('error', () => undefined);
    if (answer !== undefined) return answer(stream);
    const parts: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => parts.push(chunk));
    stream.on('end', () => {
      stream.respond({ ':status': 200, 'x-b': ['1', '2'] });
      if (headers[':method'] === 'HEAD') return stream.end();
      stream.end(JSON.stringify({ raw, body: Buffer.concat(parts).toString('latin1') }));
    });
  });
  server.on('sessionError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const dispose = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: dispose };
}

describe('an HTTP/2 request', () => {
  it('sends pseudo headers and headers in order, and reads headers and body', async () => {
    await using server = await echoServer();
    const headers = [
      ['x-a', '1'],
      ['x-a', '2'],
    ] as const;
    const request = { method: 'POST', path: '/a//%2e%2e;x\\y?q', host: 'foreign.example', headers, body: 'b\xff' };
    const response = await h2({ port: server.port }, request);
    expect(response).toMatchObject({ status: 200 });
    expect(response.headers.filter(([name]) => name === 'x-b').map(([, value]) => value)).toEqual(['1', '2']);
    const { raw, body } = JSON.parse(Buffer.from(response.body, 'latin1').toString()) as {
      raw: string[];
      body: string;
    };
    const sent = ':method POST :scheme http :authority foreign.example :path /a//%2e%2e;x\\y?q x-a 1 x-a 2';
    expect(raw).toEqual(sent.split(' '));
    expect(body).toBe('b\u00ff');
  });

  it('reads no body behind HEAD', async () => {
    await using server = await echoServer();
    expect(await h2({ port: server.port }, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  });

  it('carries a header block longer than a frame', async () => {
    await using server = await echoServer();
    const path = `/${'p'.repeat(40_000)}`;
    const response = await h2({ port: server.port }, { path, host: 'h' });
    expect((JSON.parse(response.body) as { raw: string[] }).raw).toContain(path);
  });

  it('carries requests at the same time and one after the other over one connection', async () => {
    await using server = await echoServer();
    const connection = await openH2({ port: server.port });
    const paths = Array.from({ length: 50 }, (_, index) => `/${index}`);
    const answers = await Promise.all(paths.map((path) => connection.send({ path })));
    answers.push(await connection.send({ path: '/last' }));
    const seen = answers.map(({ body }) =>
      (JSON.parse(body) as { raw: string[] }).raw.find((value) => value.startsWith('/')),
    );
    expect(seen).toEqual([...paths, '/last']);
    connection.close();
    connection.close();
    expect(await connection.send({ path: '/' })).toMatchObject({ status: null, error: 'closed' });
  });

  it('is closed when the connection ends inside the body, keeping what had arrived', async () => {
    await using server = await echoServer((stream) => {
      stream.respond({ ':status': 500 });
      stream.write('part', () => stream.session?.destroy());
    });
    expect(await h2({ port: server.port }, { path: '/' })).toMatchObject({
      status: 500,
      error: 'closed',
      body: 'part',
    });
  });

  it('ends an accepted CONNECT with its header block', async () => {
    await using server = await echoServer((stream) => stream.respond({ ':status': 200 }));
    expect(await h2({ port: server.port }, { method: 'CONNECT', host: 'a:443' })).toMatchObject({
      status: 200,
      body: '',
    });
  });

  it('tells refused, timeout and a server of another protocol apart', async () => {
    await using silent = await scriptedServer(null);
    await using other = await scriptedServer(['HTTP/1.1 400 Bad Request\r\n\r\n'], true);
    expect(await h2({ port: 1 }, {})).toMatchObject({ status: null, error: 'refused' });
    expect(await h2({ port: silent.port, timeoutMs: 150 }, {})).toMatchObject({ status: null, error: 'timeout' });
    expect(await h2({ port: other.port, timeoutMs: 2_000 }, {})).toMatchObject({ status: null, error: 'malformed' });
  });

  it('refuses a character that is no byte', async () => {
    await using server = await echoServer();
    await expect(h2Fields({ port: server.port }, [[':path', '/\u2603']])).rejects.toMatchObject({ kind: 'user' });
  });
});

describe('a header block', () => {
  it('is literal, any byte in it (RFC 7541 section 6.2.2)', () => {
    expect(h2HeaderBlock([[':path', '/\x00\xff']]).toString('latin1')).toBe('\x00\x05:path\x03/\x00\xff');
    expect(h2HeaderBlock([['', '']]).toString('latin1')).toBe('\x00\x00\x00');
  });

  // Section 5.1 with a prefix of 7 bits.
  const lengths: [number, number[]][] = [
    [126, [126]],
    [127, [127, 0]],
    [128, [127, 1]],
    [254, [127, 127]],
    [255, [127, 128, 1]],
    [16_510, [127, 255, 127]],
    [16_511, [127, 128, 128, 1]],
  ];
  it.each(lengths)('writes a length of %i as %j', (length, bytes) => {
    const block = h2HeaderBlock([['', 'v'.repeat(length)]]);
    expect([...block.subarray(2, block.length - length)]).toEqual(bytes);
  });
});

function frame(type: number, flags: number, stream: number, payload: string): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, Buffer.from(payload, 'latin1')]);
}

describe('the rewriting of header blocks', () => {
  const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  const sent = Buffer.concat([
    preface,
    frame(4, 0, 0, 'settng'),
    frame(1, 0x25, 1, 'prio-old'),
    frame(0, 1, 1, 'data'),
    frame(1, 4, 3, 'o'),
  ]);
  const wanted = Buffer.concat([
    preface,
    frame(4, 0, 0, 'settng'),
    frame(1, 0x5, 1, 'new'),
    frame(0, 1, 1, 'data'),
    frame(1, 4, 3, 'N'),
  ]);

  it.each([1, 2, 7, 24, 25, 1_000])('is the same in pieces of %i bytes', (size) => {
    const rewrite = headerRewriter([Buffer.from('new'), Buffer.from('N')]);
    const out: Buffer[] = [];
    for (let at = 0; at < sent.length; at += size) out.push(rewrite(sent.subarray(at, at + size)));
    expect(Buffer.concat(out)).toEqual(wanted);
  });

  it('cuts a long block into continuations, the end of headers on the last', () => {
    const rewrite = headerRewriter([Buffer.alloc(32_769, 'x')]);
    const out = rewrite(Buffer.concat([preface, frame(1, 0x5, 1, 'old')])).subarray(preface.length);
    const piece = (type: number, flags: number, length: number) => frame(type, flags, 1, 'x'.repeat(length));
    expect(out).toEqual(Buffer.concat([piece(1, 0x1, 16_384), piece(9, 0, 16_384), piece(9, 0x4, 1)]));
  });
});
