import { describe, expect, it } from 'vitest';
import { h1 } from '../../../tools/wire/h1.ts';
import { headerOf } from '../../../tools/wire/response.ts';
import type { WireResponse } from '../../../tools/wire/response.ts';
import { scriptedServer } from './scripted-server.ts';

interface Row {
  readonly behaviour: string;
  readonly bytes: string;
  readonly method?: string;
  /** The server ends the connection behind the bytes. */
  readonly end?: true;
  readonly expected: Pick<WireResponse, 'status' | 'body'> & Partial<WireResponse>;
}

const rows: Row[] = [
  {
    behaviour: 'Content-Length bounds the body',
    bytes: 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabcREST',
    expected: { status: 200, body: 'abc' },
  },
  {
    behaviour: 'chunks are joined, extensions and trailers skipped',
    bytes:
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nx-t: 1\r\n\r\n',
    expected: { status: 200, body: 'abc0123456789' },
  },
  {
    behaviour: 'interim responses are skipped',
    bytes: 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\na: b\r\n\r\nHTTP/1.1 201 C\r\ncontent-length: 0\r\n\r\n',
    expected: { status: 201, body: '' },
  },
  {
    behaviour: 'a switch of protocols is final and has no body',
    bytes: 'HTTP/1.1 101 Switching\r\nupgrade: websocket\r\n\r\nframes',
    expected: { status: 101, body: '' },
  },
  {
    behaviour: '204 has no body whatever its length says',
    bytes: 'HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\n',
    expected: { status: 204, body: '' },
  },
  {
    behaviour: '304 has no body',
    bytes: 'HTTP/1.1 304 NM\r\ncontent-length: 5\r\n\r\n',
    expected: { status: 304, body: '' },
  },
  {
    behaviour: 'a response to HEAD has no body',
    method: 'HEAD',
    bytes: 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n',
    expected: { status: 200, body: '' },
  },
  {
    behaviour: 'an accepted CONNECT has no body',
    method: 'CONNECT',
    bytes: 'HTTP/1.1 200 OK\r\n\r\ntunnel',
    expected: { status: 200, body: '' },
  },
  {
    behaviour: 'a refused CONNECT has a body',
    method: 'CONNECT',
    bytes: 'HTTP/1.1 403 No\r\ncontent-length: 2\r\n\r\nno',
    expected: { status: 403, body: 'no' },
  },
  {
    behaviour: 'without a length the body goes to the end',
    bytes: 'HTTP/1.1 200 OK\r\n\r\nall of it',
    end: true,
    expected: { status: 200, body: 'all of it' },
  },
  {
    behaviour: 'a status line may lack its reason, and HTTP/1.0 is read',
    bytes: 'HTTP/1.0 400\r\n\r\n',
    end: true,
    expected: { status: 400, body: '' },
  },
  {
    behaviour: 'bare line feeds end lines',
    bytes: 'HTTP/1.1 200 OK\ncontent-length: 1\n\nx',
    expected: { status: 200, body: 'x' },
  },
  {
    behaviour: 'bytes above 0x7f come out as they came in',
    bytes: 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n\xff\x80',
    expected: { status: 200, body: '\xff\x80' },
  },
  {
    behaviour: 'a cut body is closed, with what had arrived',
    bytes: 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc',
    end: true,
    expected: { status: 200, body: 'abc', error: 'closed' },
  },
  {
    behaviour: 'a cut chunk is closed, with what had arrived',
    bytes: 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n5\r\ncd',
    end: true,
    expected: { status: 200, body: 'abcd', error: 'closed' },
  },
  {
    behaviour: 'a cut header block is closed without a status',
    bytes: 'HTTP/1.1 200 OK\r\ncontent-',
    end: true,
    expected: { status: null, body: '', error: 'closed' },
  },
  {
    behaviour: 'what is no response is malformed',
    bytes: 'SSH-2.0-x\r\n',
    expected: { status: null, body: '', error: 'malformed' },
  },
  {
    behaviour: 'a length that is no number is malformed',
    bytes: 'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n',
    expected: { status: 200, body: '', error: 'malformed' },
  },
  {
    behaviour: 'a chunk size that is no number is malformed',
    bytes: 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0x1\r\n',
    expected: { status: 200, body: '', error: 'malformed' },
  },
];

describe('an HTTP/1.1 response', () => {
  it.each(rows)('$behaviour', async ({ bytes, method, end, expected }) => {
    await using server = await scriptedServer([bytes], end === true);
    const response = await h1({ port: server.port, timeoutMs: 2_000 }, { path: '/', ...(method && { method }) });
    expect(response).toMatchObject(expected);
    expect(response.error).toBe(expected.error);
  });

  it.each(rows)('$behaviour, one byte at a time', async ({ bytes, method, end, expected }) => {
    await using server = await scriptedServer(bytes.split(''), end === true);
    const response = await h1({ port: server.port, timeoutMs: 2_000 }, { path: '/', ...(method && { method }) });
    expect(response).toMatchObject(expected);
    expect(response.error).toBe(expected.error);
  });

  it('keeps header lines in order, doubled ones too, and finds one by a name in any case', async () => {
    await using server = await scriptedServer(['HTTP/1.1 200 OK\r\nA: 1 \r\na:\t2\r\nB:\r\ncontent-length: 0\r\n\r\n']);
    const response = await h1({ port: server.port }, { path: '/' });
    expect(response.headers).toEqual([
      ['A', '1'],
      ['a', '2'],
      ['B', ''],
      ['content-length', '0'],
    ]);
    expect(headerOf(response, 'CONTENT-LENGTH')).toBe('0');
    expect(headerOf(response, 'missing')).toBeUndefined();
  });
});
