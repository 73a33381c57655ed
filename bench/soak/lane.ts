import type { Socket } from 'node:net';
import { surroundingsFailure } from '../../tools/model/failure.ts';
import { connect } from '../../tools/wire/connect.ts';
import type { Random } from '../fuzz/random.ts';
import type { Draw } from './requests.ts';
import type { Tally } from './tally.ts';

/** A connection that is opened again and again until all requests are done. */
export interface Lane {
  /** Envoy's port: updates may change it. */
  readonly port: () => number;
  /** Server name over TLS, empty for none; null for plaintext. */
  readonly sni: string | null;
  readonly draw: Draw;
  readonly random: Random;
  readonly tally: Tally;
  readonly signal: AbortSignal;
}

export async function openConnection({ port, sni, tally }: Lane, protocol: 'http/1.1' | 'h2') {
  const tls = sni === null ? {} : { tls: { sni: sni === '' ? null : sni } };
  const socket = await connect({ port: port(), ...tls }, [protocol]);
  tally.connections++;
  return socket;
}

/** Milliseconds without an answer after which a connection is given up as broken. */
const silence = 30_000;

/** Until the connection is closed. @throws surroundingsFailure when Envoy said nothing for too long. */
export async function closeOf(socket: Socket, protocol: string): Promise<void> {
  let silent = false;
  socket.setTimeout(silence, () => {
    silent = true;
    socket.destroy();
  });
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  if (silent) throw surroundingsFailure({ what: `Envoy did not answer for ${silence / 1000} s over ${protocol}` });
}
