import { Failure } from '../model/failure.ts';
import { byteSource } from './byte-source.ts';
import { connect } from './connect.ts';
import { faultOf, WireFault } from './fault.ts';
import { readH1Response } from './h1-response.ts';
import { latin1Bytes } from './latin1.ts';
import type { WireResponse } from './response.ts';
import { authorityOf, timeoutOf } from './target.ts';
import type { WireTarget } from './target.ts';

/** A request as bytes: every string holds one byte a character (latin1) and is sent as it is. */
export interface H1Request {
  /** `GET` when left out. */
  readonly method?: string;
  /** The request target, whatever its form. */
  readonly path: string;
  /** Value of the Host line; null sends none; the SNI, else `address:port`, when left out. */
  readonly host?: string | null;
  /** Sent behind the Host line, in this order. */
  readonly headers?: readonly (readonly [string, string])[];
  /** Sent with a Content-Length unless `headers` hold that or a Transfer-Encoding. */
  readonly body?: string;
}

/** A connection that carries one request after the other. */
export interface H1Connection {
  send(request: H1Request): Promise<WireResponse>;
  /** Any bytes at all; `method` tells how to read the response (`GET` when left out). */
  sendRaw(bytes: string, method?: string): Promise<WireResponse>;
  /** Closes the connection; does nothing the second time. */
  close(): void;
}

/**
 * Sends one HTTP/1.1 request over a connection of its own.
 *
 * @returns the response, or `error` set; it rejects only for a string that holds no bytes (userFailure).
 */
export async function h1(target: WireTarget, request: H1Request): Promise<WireResponse> {
  return once(target, (connection) => connection.send(request));
}

/** Like `h1`, for bytes that need not even be a request. */
export async function rawRequest(target: WireTarget, bytes: string, method = 'GET'): Promise<WireResponse> {
  return once(target, (connection) => connection.sendRaw(bytes, method));
}

async function once(
  target: WireTarget,
  use: (connection: H1Connection) => Promise<WireResponse>,
): Promise<WireResponse> {
  let connection: H1Connection;
  try {
    connection = await openH1(target);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const fault = faultOf(error);
    return { status: null, error: fault.trouble, detail: fault.message, headers: [], body: '' };
  }
  try {
    return await use(connection);
  } finally {
    connection.close();
  }
}

/**
 * Opens a connection for several requests, sent one at a time.
 *
 * @throws WireFault when it cannot be opened.
 */
export async function openH1(target: WireTarget): Promise<H1Connection> {
  const socket = await connect(target, ['http/1.1']);
  const source = byteSource(socket);
  let usable = true;

  const sendRaw = async (bytes: string, method = 'GET'): Promise<WireResponse> => {
    const data = latin1Bytes(bytes);
    if (!usable) return { status: null, error: 'closed', detail: 'the connection is used up', headers: [], body: '' };
    const limit = timeoutOf(target);
    const timer = setTimeout(() => source.fail(new WireFault('timeout', `no response within ${limit} ms`)), limit);
    try {
      socket.write(data);
      const { response, reusable } = await readH1Response(source, method);
      usable = reusable;
      return response;
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    sendRaw,
    send: async (request) => sendRaw(h1Bytes(request, authorityOf(target)), request.method),
    close() {
      usable = false;
      socket.destroy();
    },
  };
}

/** The request as it goes over the wire. */
export function h1Bytes(request: H1Request, defaultHost: string): string {
  const host = request.host === undefined ? defaultHost : request.host;
  const headers: (readonly [string, string])[] = [
    ...(host === null ? [] : [['Host', host] as const]),
    ...(request.headers ?? []),
  ];
  const framed = headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name));
  if (request.body !== undefined && !framed) headers.push(['Content-Length', String(request.body.length)]);
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `${request.method ?? 'GET'} ${request.path} HTTP/1.1\r\n${lines}\r\n${request.body ?? ''}`;
}
