import { authorityOf } from './target.ts';
import type { WireTarget } from './target.ts';

/** A request as bytes: every string holds one byte a character (latin1) and is sent as it is. */
export interface H2Request {
  /** `GET` when left out. */
  readonly method?: string;
  /** `:path`; null sends none; `/` when left out, and none for a CONNECT without `protocol`. */
  readonly path?: string | null;
  /** `:authority`; null sends none; the SNI, else `address:port`, when left out. */
  readonly host?: string | null;
  /** `:scheme`; null sends none; `https` over TLS, else `http`, when left out, and none for a CONNECT without `protocol`. */
  readonly scheme?: string | null;
  /** `:protocol` of an extended CONNECT (RFC 8441), e.g. `websocket`. */
  readonly protocol?: string;
  /** Sent behind the pseudo headers, in this order; HTTP/2 wants the names in lower case. */
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string;
}

/** Header fields, pseudo headers among them, in the order of sending. */
export type H2Fields = readonly (readonly [string, string])[];

/** The fields of a request, pseudo headers first. */
export function h2FieldsOf(request: H2Request, target: WireTarget): H2Fields {
  const method = request.method ?? 'GET';
  const classicConnect = method === 'CONNECT' && request.protocol === undefined;
  const pseudo: readonly (readonly [string, string | null | undefined])[] = [
    [':method', method],
    [':scheme', or(request.scheme, classicConnect ? null : target.tls === undefined ? 'http' : 'https')],
    [':authority', or(request.host, authorityOf(target))],
    [':path', or(request.path, classicConnect ? null : '/')],
    [':protocol', request.protocol],
  ];
  const present = pseudo.filter((field): field is readonly [string, string] => typeof field[1] === 'string');
  return [...present, ...(request.headers ?? [])];
}

function or(value: string | null | undefined, fallback: string | null): string | null {
  return value === undefined ? fallback : value;
}
