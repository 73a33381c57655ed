import { connect as connectH2 } from 'node:http2';
import type { ClientHttp2Session, ClientHttp2Stream, OutgoingHttpHeaders } from 'node:http2';
import { once } from 'node:events';
import { Failure } from '../model/failure.ts';
import { connect } from './connect.ts';
import { faultOf, WireFault } from './fault.ts';
import { h2HeaderBlock } from './h2-header-block.ts';
import { h2FieldsOf } from './h2-request.ts';
import type { H2Fields, H2Request } from './h2-request.ts';
import { h2Socket } from './h2-socket.ts';
import { h2Response } from './h2-stream.ts';
import { latin1Bytes } from './latin1.ts';
import type { WireResponse } from './response.ts';
import { timeoutOf } from './target.ts';
import type { WireTarget } from './target.ts';

export type { H2Fields, H2Request } from './h2-request.ts';

/** A connection that carries any number of requests, also at the same time. */
export interface H2Connection {
  send(request: H2Request): Promise<WireResponse>;
  /** Any fields at all: doubled, missing or misplaced pseudo headers, any bytes. */
  sendFields(fields: H2Fields, body?: string): Promise<WireResponse>;
  /** Closes the connection; does nothing the second time. */
  close(): void;
}

/**
 * Sends one HTTP/2 request over a connection of its own: over TLS with ALPN `h2`, else with prior knowledge (RFC 9113
 * section 3.3).
 *
 * @returns the response, or `error` set; it rejects only for a string that holds no bytes (userFailure).
 */
export async function h2(target: WireTarget, request: H2Request): Promise<WireResponse> {
  return h2Fields(target, h2FieldsOf(request, target), request.body);
}

/** Like `h2`, for fields that need not make a request. */
export async function h2Fields(target: WireTarget, fields: H2Fields, body?: string): Promise<WireResponse> {
  let connection: H2Connection;
  try {
    connection = await openH2(target);
  } catch (error) {
    if (error instanceof Failure) throw error;
    return failed(faultOf(error));
  }
  try {
    return await connection.sendFields(fields, body);
  } finally {
    connection.close();
  }
}

/**
 * Opens a connection for several requests.
 *
 * @throws WireFault when it cannot be opened.
 */
export async function openH2(target: WireTarget): Promise<H2Connection> {
  const socket = await connect(target, ['h2']);
  const blocks: Buffer[] = [];
  let fault: WireFault | undefined;
  socket.on('error', (error) => (fault ??= faultOf(error)));
  const session = connectH2('http://portcullis.invalid', { createConnection: () => h2Socket(socket, blocks) });
  session.on('error', (error) => (fault ??= faultOf(error)));
  session.on('goaway', (code) => (fault ??= new WireFault('closed', `the connection was ended with code ${code}`)));
  const close = (): void => {
    session.destroy();
    socket.destroy();
  };
  const sendFields = async (fields: H2Fields, body?: string): Promise<WireResponse> => {
    const block = h2HeaderBlock(fields);
    const data = body === undefined ? undefined : latin1Bytes(body);
    const method = fields.find(([name]) => name === ':method')?.[1] ?? 'GET';
    const limit = timeoutOf(target);
    const timer = setTimeout(() => {
      fault = new WireFault('timeout', `no response within ${limit} ms`);
      close();
    }, limit);
    try {
      const stream = submit(session, method, data, blocks, block);
      return await h2Response(stream, method, () => fault);
    } catch (error) {
      return failed(fault ?? faultOf(error));
    } finally {
      clearTimeout(timer);
    }
  };
  try {
    await serverPreface(session, target, () => fault);
  } catch (error) {
    close();
    throw beforeSettings(faultOf(error), target);
  }
  return { sendFields, send: async (asked) => sendFields(h2FieldsOf(asked, target), asked.body), close };
}

/**
 * Waits for the server's SETTINGS (RFC 9113 section 3.4). A request written before them could fail in the writing, and what the
 * server had said, such as a TLS alert about the missing client certificate, would be lost.
 */
async function serverPreface(session: ClientHttp2Session, target: WireTarget, reason: () => WireFault | undefined) {
  const limit = timeoutOf(target);
  const late = new WireFault('timeout', `no HTTP/2 settings within ${limit} ms`);
  const timer = setTimeout(() => session.destroy(late), limit);
  const closed = once(session, 'close').then(() =>
    Promise.reject(reason() ?? new WireFault('closed', 'the connection was closed')),
  );
  try {
    await Promise.race([once(session, 'remoteSettings'), closed]);
  } finally {
    clearTimeout(timer);
    closed.catch(() => undefined);
  }
}

/**
 * In TLS 1.3 a client is done with the handshake before the server has looked at its certificate (RFC 8446 section 2), and the alert
 * that refuses it can be lost to the reset behind it. A server that took the connection would have sent its settings first.
 */
function beforeSettings(fault: WireFault, target: WireTarget): WireFault {
  return target.tls !== undefined && fault.trouble === 'closed' ? new WireFault('tls', fault.message) : fault;
}

/** Has node:http2 send a request whose header block is then replaced; it must agree with it on how the response ends. */
function submit(
  session: ClientHttp2Session,
  method: string,
  data: Buffer | undefined,
  blocks: Buffer[],
  block: Buffer,
): ClientHttp2Stream {
  const standIn: OutgoingHttpHeaders =
    method === 'CONNECT' ? { ':method': method, ':authority': 'x' } : { ':method': method === 'HEAD' ? method : 'GET' };
  blocks.push(block);
  const stream = session.request(standIn, { endStream: data === undefined && method !== 'CONNECT' });
  if (data !== undefined) stream.end(data);
  return stream;
}

function failed(fault: WireFault): WireResponse {
  return { status: null, error: fault.trouble, detail: fault.message, headers: [], body: '' };
}
