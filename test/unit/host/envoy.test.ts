import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { textFromBytes, type HttpCall, type LogLine, type Root, type Vm } from '../../../tools/host/index.ts';
import { puppetVm } from './puppet.ts';

/** What Envoy 1.40.0 logged, worker thread only, while it ran the puppet module; see docs/host.md. */
interface Recording {
  readonly envoy: string;
  readonly cases: readonly {
    readonly name: string;
    readonly roots: readonly { readonly name: string; readonly rootId: string; readonly configuration: string }[];
    readonly start: readonly string[];
    readonly requests: readonly {
      readonly method: string;
      readonly path: string;
      readonly authority: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body?: string;
      /** Present: over TLS; empty: without SNI. */
      readonly sni?: string;
      readonly status: number | null;
      readonly access: string;
      readonly log: readonly string[];
    }[];
    readonly end: readonly string[];
    /** How often the root's timer fires after the request. */
    readonly ticks?: number;
    readonly upstreamBody?: readonly string[];
  }[];
}

const PORT = 18800;
const recording = JSON.parse(
  readFileSync(new URL('../../fixtures/host/envoy-1.40.0.json', import.meta.url), 'utf8'),
) as Recording;
type Case = Recording['cases'][number];

/** The recording's back end, as Envoy shows it to a module that calls it. */
function answer(call: HttpCall) {
  const headers = ['x-up: 1', 'x-up: 2', 'content-length: 2', 'x-envoy-upstream-service-time: 0'];
  const pairs = headers.map((header) => header.split(': ') as [string, string]);
  return call.cluster === 'up'
    ? { headers: [[':status', '200'], ...pairs] as [string, string][], body: 'ok' }
    : undefined;
}

function lines(vm: Vm): string[] {
  const taken = (vm.logs as LogLine[]).splice(0);
  return taken.map(({ level, message }) => (level === 'info' ? message : `${level}: ${message}`));
}

function send(vm: Vm, roots: Root[], row: Case, request: Case['requests'][number]) {
  const tls = request.sni !== undefined;
  const length: [string, string][] =
    request.body === undefined ? [] : [['content-length', String(request.body.length)]];
  const exchange = vm.exchange(roots, {
    headers: [
      [':authority', request.authority],
      [':path', request.path],
      [':method', request.method],
      [':scheme', tls ? 'https' : 'http'],
      ...request.headers,
      ...length,
      ['x-forwarded-proto', tls ? 'https' : 'http'],
    ],
    properties: {
      'destination.port': PORT + (tls ? 1 : 0),
      'destination.address': `127.0.0.1:${PORT + (tls ? 1 : 0)}`,
      ...(tls && { 'connection.tls_version': 'TLSv1.3', 'connection.requested_server_name': request.sni! }),
    },
    ...(request.body !== undefined && { body: [request.body, ''] }),
    upstream: {
      status: 200,
      headers: [
        ['x-up', '1'],
        ['x-up', '2'],
        ['content-length', '2'],
      ],
      body: row.upstreamBody ?? ['ok', ''],
    },
  });
  for (let tick = 0; tick < (row.ticks ?? 0); tick++) {
    for (const root of roots) root.tick();
    exchange.resume();
  }
  return exchange;
}

test.each(recording.cases)(`the host does what Envoy ${recording.envoy} did: $name`, async (row) => {
  const vm = await puppetVm({ vmId: 'v', logLevel: 'info', httpCall: answer });
  const roots = row.roots.map((root) => vm.createRoot(root));
  expect(lines(vm)).toEqual(row.start);
  for (const request of row.requests) {
    const exchange = send(vm, roots, row, request);
    expect(lines(vm)).toEqual(request.log);
    const status = exchange.response?.headers.find(([name]) => name === ':status')?.[1];
    expect(status ?? null).toBe(request.status === null ? null : String(request.status));
    const details = exchange.outcome === 'reset' ? 'wasm_close_stream' : textFromBytes(exchange.details ?? '');
    expect(`${status ?? 0} details=[${details}] flags=-`).toBe(request.access);
  }
  for (const root of roots.toReversed()) root.delete();
  expect(lines(vm)).toEqual(row.end);
});
