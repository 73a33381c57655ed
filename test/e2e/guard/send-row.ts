import { h1Bytes, openH1 } from '../../../tools/wire/h1.ts';
import { openH2 } from '../../../tools/wire/h2.ts';
import { h2FieldsOf } from '../../../tools/wire/h2-request.ts';
import type { H2Request } from '../../../tools/wire/h2-request.ts';
import type { WireResponse } from '../../../tools/wire/response.ts';
import type { WireTarget } from '../../../tools/wire/target.ts';
import type { GuardRow, WireProtocol } from '../../unit/guard/guard-row.ts';
import type { H3Client } from '../h3/h3-client.ts';
import { splitHello } from './split-hello.ts';

/** Something that carries requests, one after the other, over one connection. */
interface Carrier {
  /** The request of the row, or the same with another authority. */
  send(row: GuardRow, host: string | null): Promise<WireResponse>;
  close(): void | Promise<void>;
}

/**
 * Sends the request of a row to a port of 127.0.0.1, over a connection of its own.
 *
 * @returns the answers to the requests that go before it, and to it.
 */
export async function sendRow(
  port: number,
  row: GuardRow,
  protocol: WireProtocol,
  h3: H3Client | undefined,
): Promise<{ readonly before: readonly WireResponse[]; readonly response: WireResponse }> {
  const split = row.hello === 'split' && protocol !== 'h3' ? await splitHello(port) : undefined;
  const target = {
    port: split?.port ?? port,
    ...(row.tls === null ? {} : { tls: { sni: row.sni } }),
    // A ClientHello that BoringSSL cannot read has no answer over QUIC.
    ...(row.refused.includes('h3') && protocol === 'h3' ? { timeoutMs: 2_000 } : {}),
  };
  const carrier =
    protocol === 'h3' ? h3Carrier(target, h3!) : await (protocol === 'h1' ? h1Carrier : h2Carrier)(target);
  try {
    const before: WireResponse[] = [];
    for (const host of row.after) before.push(await carrier.send({ ...row, h1: null, fields: null }, host));
    return { before, response: await carrier.send(row, row.host) };
  } finally {
    await carrier.close();
    await split?.close();
  }
}

async function h1Carrier(target: WireTarget): Promise<Carrier> {
  const connection = await openH1(target);
  return {
    send({ h1, method }, host) {
      if (h1 !== null) return connection.sendRaw(`${h1.join('\r\n')}\r\n\r\n`, method);
      return connection.sendRaw(h1Bytes({ method, host, path: method === 'CONNECT' ? (host ?? '') : '/' }, ''), method);
    },
    close: () => connection.close(),
  };
}

async function h2Carrier(target: WireTarget): Promise<Carrier> {
  const connection = await openH2(target);
  return {
    send: (row, host) => connection.sendFields(row.fields ?? h2FieldsOf(requestOf(row, host), target)),
    close: () => connection.close(),
  };
}

let h3Connections = 0;

function h3Carrier(asked: WireTarget, client: H3Client): Carrier {
  h3Connections++;
  const name = `row ${h3Connections}`;
  // An empty name in the ClientHello is no name (RFC 6066 section 3); the other clients send none either.
  const target = { ...asked, tls: { sni: asked.tls?.sni === '' ? null : (asked.tls?.sni ?? null) } };
  return {
    send: (row, host) =>
      client.sendFields(target, row.fields ?? h2FieldsOf(requestOf(row, host), target), {
        connection: name,
        longHello: row.hello === 'split',
      }),
    close: () => client.close(name),
  };
}

const requestOf = ({ method, protocol }: GuardRow, host: string | null): H2Request => ({
  method,
  host,
  ...(protocol === null ? {} : { protocol }),
});
