import { startTcpBackEnd, type BackEnd } from './tcp-back-end.ts';

/** A back end that answers each request by its target, byte for byte, and by its Host in the header `x-host`. */
export function startEcho(): Promise<BackEnd> {
  return startTcpBackEnd(
    ({ target, headers }) =>
      `HTTP/1.1 200 OK\r\nx-host: ${headers.get('host') ?? ''}\r\ncontent-length: ${target.length}\r\n\r\n${target}`,
  );
}
