import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { h2FieldsOf } from '../../../tools/wire/h2-request.ts';
import type { H2Fields, H2Request } from '../../../tools/wire/h2-request.ts';
import type { WireResponse } from '../../../tools/wire/response.ts';
import { timeoutOf } from '../../../tools/wire/target.ts';
import type { WireTarget } from '../../../tools/wire/target.ts';
import type { Python } from './python-packages.ts';

const program = fileURLToPath(new URL('client.py', import.meta.url));

/** Requests over HTTP/3 (RFC 9114): the fields of HTTP/2, any bytes. Nothing of the server's certificate is looked at. */
export interface H3Client extends AsyncDisposable {
  send(target: WireTarget, request: H2Request, options?: H3Options): Promise<WireResponse>;
  /** Like `send`, for fields that need not make a request. */
  sendFields(target: WireTarget, fields: H2Fields, options?: H3Options): Promise<WireResponse>;
  /** Ends the connection of that name. */
  close(connection: string): Promise<void>;
}

export interface H3Options {
  readonly body?: string | undefined;
  /** Name of the connection, which its first request opens; one of its own for this request when left out. */
  readonly connection?: string;
  /** The ClientHello takes several packets. */
  readonly longHello?: boolean;
}

/** Starts client.py, which serves until it is disposed of, or this process ends. */
export function startH3Client({ python, packages }: Exclude<Python, { missing: string }>): H3Client {
  const child = spawn(python, [program], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, PYTHONPATH: packages, PYTHONDONTWRITEBYTECODE: '1' },
  });
  const ended = once(child, 'close');
  const waiting = new Map<number, (answer: WireResponse) => void>();
  let count = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, ...answer } = JSON.parse(line) as WireResponse & { readonly id: number };
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  child.on('close', (code) => {
    const detail = `the HTTP/3 client ended with code ${code}`;
    for (const resolve of waiting.values()) resolve({ status: null, error: 'closed', detail, headers: [], body: '' });
  });
  child.stdin.on('error', () => undefined);
  const ask = (request: object): Promise<WireResponse> =>
    new Promise((resolve) => {
      count++;
      waiting.set(count, resolve);
      child.stdin.write(`${JSON.stringify({ id: count, ...request })}\n`);
    });
  const sendFields: H3Client['sendFields'] = (target, fields, { body, connection, longHello } = {}) =>
    ask({
      port: target.port,
      sni: target.tls?.sni ?? null,
      fields,
      body: body ?? null,
      connection: connection ?? null,
      longHello: longHello ?? false,
      timeout: timeoutOf(target) / 1_000,
    });
  return {
    sendFields,
    send: (target, request, options) =>
      sendFields(target, h2FieldsOf(request, target), { ...options, body: request.body }),
    async close(connection) {
      await ask({ close: connection });
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await ended;
    },
  };
}
