import { h1 } from '../../../tools/wire/h1.ts';
import { h2 } from '../../../tools/wire/h2.ts';
import type { WireResponse } from '../../../tools/wire/response.ts';
import type { GuardRow } from '../../unit/guard/guard-row.ts';

export type Protocol = 'h1' | 'h2';

/** Sends the request of a row to a port of 127.0.0.1, over a connection of its own. */
export async function sendRow(port: number, row: GuardRow, protocol: Protocol): Promise<WireResponse> {
  const { sni, host, method } = row;
  const target = { port, ...(row.tls === null ? {} : { tls: { sni } }) };
  if (protocol === 'h2') {
    return h2(target, { method, host, ...(row.protocol === null ? {} : { protocol: row.protocol }) });
  }
  return h1(target, { method, host, path: method === 'CONNECT' ? (host ?? '') : '/' });
}
