import type { ByteSource } from './byte-source.ts';
import { faultOf, WireFault } from './fault.ts';
import type { WireResponse } from './response.ts';

type Headers = [string, string][];

/** A response, and whether the connection can carry another request after it. */
export interface H1Reading {
  readonly response: WireResponse;
  readonly reusable: boolean;
}

/**
 * Reads one response (RFC 9112): interim responses are skipped, the body's length is found as section 6.3 has it.
 *
 * @param method the request's method, which decides whether a body can follow.
 */
export async function readH1Response(source: ByteSource, method: string): Promise<H1Reading> {
  let head: Head | undefined;
  const parts: Buffer[] = [];
  try {
    do head = await readHead(source);
    while (head.status >= 100 && head.status < 200 && head.status !== 101);
    const reusable = await readBody(source, method, head, parts);
    return { response: toResponse(head, parts), reusable };
  } catch (error) {
    const fault = faultOf(error);
    const partial = head ?? { status: null, headers: [] };
    return {
      response: { ...toResponse(partial, parts), error: fault.trouble, detail: fault.message },
      reusable: false,
    };
  }
}

interface Head {
  readonly status: number;
  readonly minor: string;
  readonly headers: Headers;
}

function toResponse(head: { status: number | null; headers: Headers }, parts: Buffer[]): WireResponse {
  return { status: head.status, headers: head.headers, body: Buffer.concat(parts).toString('latin1') };
}

async function readHead(source: ByteSource): Promise<Head> {
  const statusLine = (await source.line()).toString('latin1');
  const match = /^HTTP\/1\.([01]) (\d{3})(?: |$)/.exec(statusLine);
  if (match === null) throw new WireFault('malformed', `no status line: ${JSON.stringify(statusLine.slice(0, 80))}`);
  const [, minor = '', status = ''] = match;
  return { status: Number(status), minor, headers: await readFields(source) };
}

async function readFields(source: ByteSource): Promise<Headers> {
  const fields: Headers = [];
  for (;;) {
    const line = (await source.line()).toString('latin1');
    if (line === '') return fields;
    const colon = line.indexOf(':');
    if (colon <= 0) throw new WireFault('malformed', `no header line: ${JSON.stringify(line.slice(0, 80))}`);
    fields.push([line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')]);
  }
}

/** @returns whether the connection can be used again. */
async function readBody(source: ByteSource, method: string, head: Head, parts: Buffer[]): Promise<boolean> {
  const tunnel = head.status === 101 || (method === 'CONNECT' && head.status >= 200 && head.status < 300);
  if (tunnel) return false;
  const reusable = keepsAlive(head);
  if (method === 'HEAD' || head.status === 204 || head.status === 304) return reusable;
  if (/(^|,)\s*chunked\s*$/i.test(value(head, 'transfer-encoding') ?? '')) {
    await readChunks(source, parts);
    return reusable;
  }
  const length = value(head, 'content-length');
  if (length === undefined) {
    await keep(source, source.rest(), parts);
    return false;
  }
  if (!/^\d+$/.test(length)) throw new WireFault('malformed', `Content-Length: ${JSON.stringify(length)}`);
  await keep(source, source.take(Number(length)), parts);
  return reusable;
}

async function readChunks(source: ByteSource, parts: Buffer[]): Promise<void> {
  for (;;) {
    const line = (await source.line()).toString('latin1');
    const size = /^([0-9a-f]{1,12})[ \t]*(?:;|$)/i.exec(line)?.[1];
    if (size === undefined) throw new WireFault('malformed', `no chunk size: ${JSON.stringify(line.slice(0, 80))}`);
    const count = Number.parseInt(size, 16);
    if (count === 0) break;
    await keep(source, source.take(count), parts);
    if ((await source.line()).length > 0) throw new WireFault('malformed', 'a chunk is longer than its size');
  }
  await readFields(source);
}

/** What had arrived of a body that was cut off is kept: it often says why. */
async function keep(source: ByteSource, piece: Promise<Buffer>, parts: Buffer[]): Promise<void> {
  try {
    parts.push(await piece);
  } catch (error) {
    parts.push(source.drain());
    throw error;
  }
}

function keepsAlive(head: Head): boolean {
  const connection = (value(head, 'connection') ?? '').toLowerCase();
  return head.minor === '1' ? !connection.includes('close') : connection.includes('keep-alive');
}

function value(head: Head, name: string): string | undefined {
  return head.headers.find(([found]) => found.toLowerCase() === name)?.[1];
}
