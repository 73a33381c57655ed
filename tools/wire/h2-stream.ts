import { constants } from 'node:http2';
import type { ClientHttp2Stream } from 'node:http2';
import type { WireResponse } from './response.ts';
import { faultOf, WireFault } from './fault.ts';

/**
 * Collects the response of one stream. A CONNECT that was accepted has no end, so its response ends with the header block.
 *
 * @param method the request's method.
 * @param reason asked, when the stream ends badly, for what the connection has to say about it.
 */
export function h2Response(
  stream: ClientHttp2Stream,
  method: string,
  reason: () => WireFault | undefined,
): Promise<WireResponse> {
  return new Promise((resolve) => {
    let status: number | null = null;
    let headers: [string, string][] = [];
    let failure: WireFault | undefined;
    const parts: Buffer[] = [];
    const finish = (fault?: WireFault): void => {
      const body = Buffer.concat(parts).toString('latin1');
      resolve({ status, headers, body, ...(fault && { error: fault.trouble, detail: fault.message }) });
    };
    // node:http2 hands over the fields as they came as a third argument that its declaration leaves out.
    stream.on('response', (found, _flags, ...raw: unknown[]) => {
      status = Number(found[':status']);
      headers = pairs(raw[0] as string[] | undefined);
      if (method !== 'CONNECT' || status >= 300) return;
      finish();
      stream.close(constants.NGHTTP2_CANCEL);
    });
    stream.on('data', (chunk: Buffer) => parts.push(chunk));
    stream.on('error', (error) => (failure = faultOf(error)));
    // The other half of a refused CONNECT is still open.
    stream.on('end', () => stream.close(constants.NGHTTP2_NO_ERROR));
    stream.on('close', () => {
      if (status !== null && stream.rstCode === constants.NGHTTP2_NO_ERROR) return finish();
      const fault = reason() ?? failure ?? new WireFault('closed', `the stream was reset with code ${stream.rstCode}`);
      finish(fault);
    });
  });
}

function pairs(raw: readonly string[] = []): [string, string][] {
  const fields: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) fields.push([raw[at] ?? '', raw[at + 1] ?? '']);
  return fields.filter(([name]) => !name.startsWith(':'));
}
