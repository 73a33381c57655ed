import { connect as connectTcp } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ConnectionOptions } from 'node:tls';
import { userFailure } from '../model/failure.ts';
import { faultOf, WireFault } from './fault.ts';
import { timeoutOf } from './target.ts';
import type { WireTarget, WireTls } from './target.ts';

/**
 * Opens a TCP or TLS connection, the handshake included.
 *
 * @param alpn protocols to offer over TLS (RFC 7301), in order of preference.
 * @throws WireFault `refused`, `tls` or `timeout`.
 * @throws userFailure for an SNI that cannot be sent as it is given.
 */
export async function connect(target: WireTarget, alpn: readonly string[]): Promise<Socket> {
  const where = {
    port: target.port,
    host: target.host ?? '127.0.0.1',
    ...(target.localAddress === undefined ? {} : { localAddress: target.localAddress }),
  };
  const socket =
    target.tls === undefined ? connectTcp(where) : connectTls({ ...where, ...tlsOptions(target.tls, alpn) });
  return established(socket, target);
}

function tlsOptions(tls: WireTls, alpn: readonly string[]): ConnectionOptions {
  return {
    ALPNProtocols: [...alpn],
    rejectUnauthorized: tls.ca !== undefined,
    checkServerIdentity: () => undefined,
    ...(tls.sni === undefined || tls.sni === null ? {} : { servername: sniBytes(tls.sni) }),
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls.cert === undefined ? {} : { cert: tls.cert }),
    ...(tls.key === undefined ? {} : { key: tls.key }),
  };
}

// node:tls writes other characters as UTF-8 and ends the name at a NUL, OpenSSL refuses more than 255 bytes: neither is what was asked for.
function sniBytes(sni: string): string {
  // oxlint-disable-next-line no-control-regex
  if (/^[\x01-\x7f]{0,255}$/.test(sni)) return sni;
  throw userFailure({
    what: `an SNI of up to 255 ASCII bytes without NUL can be sent, found ${JSON.stringify(sni.slice(0, 80))}`,
    hint: 'write an internationalised name in its xn-- form',
  });
}

function established(socket: Socket, target: WireTarget): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const ready = target.tls === undefined ? 'connect' : 'secureConnect';
    let reached = false;
    const timer = setTimeout(() => {
      fail(new WireFault('timeout', `no connection within ${timeoutOf(target)} ms`));
    }, timeoutOf(target));
    const fail = (fault: WireFault): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(fault);
    };
    const onClose = (): void => fail(new WireFault(reached ? 'tls' : 'closed', 'closed before the connection stood'));
    // Whatever goes wrong between the TCP connection and the end of the handshake is the handshake's failure.
    const onError = (error: Error): void => fail(reached ? new WireFault('tls', error.message) : faultOf(error));
    if (target.tls !== undefined) socket.once('connect', () => (reached = true));
    socket.once('close', onClose);
    socket.once('error', onError);
    socket.once(ready, () => {
      clearTimeout(timer);
      socket.off('close', onClose);
      socket.off('error', onError);
      socket.on('error', () => undefined);
      socket.setNoDelay(true);
      resolve(socket);
    });
  });
}
