import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headerOf } from '../../../tools/wire/response.ts';
import type { WireResponse } from '../../../tools/wire/response.ts';
import { shown } from '../../unit/cases/case-row.ts';
import { expectedCounters, guardRows, guardTables, tableOf, wireProtocols } from '../../unit/guard/guard-row.ts';
import type { WireProtocol } from '../../unit/guard/guard-row.ts';
import { http3, startHttp3, testHttp3IsHere } from '../h3/http3.ts';
import type { H3Client } from '../h3/h3-client.ts';
import { seen } from './guard-listener.ts';
import { layouts } from './laid-out-listener.ts';
import type { Layout } from './laid-out-listener.ts';
import { sendRow } from './send-row.ts';
import { fitsLayout, tablesGateway } from './tables-gateway.ts';
import type { Placed, TablesGateway } from './tables-gateway.ts';

// The rows of test/cases/guard on a real Envoy, with real TLS: those of test/unit/guard/tables.test.ts, one for one.

interface Case extends Placed {
  readonly protocol: WireProtocol;
}

const protocols = wireProtocols.filter((protocol) => protocol !== 'h3' || 'python' in http3);
const casesOf = (protocol: WireProtocol, layout: Layout): Case[] =>
  guardTables()
    .flatMap(guardRows)
    .filter((row) => row.absent[protocol] === undefined && fitsLayout(row, layout))
    .map((row): Case => ({ row, layout, protocol, transport: protocol === 'h3' ? 'udp' : 'tcp' }));
const cases = layouts.flatMap((layout) => protocols.flatMap((protocol) => casesOf(protocol, layout)));
/** Milliseconds between rows that log: a VM writes ten lines a second at most. */
const logPause = 120;

let gateway: TablesGateway;
let h3: H3Client | undefined;

beforeAll(async () => {
  gateway = await tablesGateway(cases);
  h3 = startHttp3();
});
afterAll(async () => {
  await h3?.[Symbol.asyncDispose]();
  await gateway?.stop();
});

testHttp3IsHere();

async function check(at: Case): Promise<void> {
  const { row, protocol } = at;
  const { before, response } = await sendRow(gateway.portOf(at), row, protocol, h3);
  expect(before.map(({ status }) => status)).toEqual(row.after.map(() => 200));
  if (row.refused.includes(protocol)) return checkRefusal(response, protocol);
  const [decision, reason] = row.expect.split(' ');
  const { status, error, detail } = response;
  expect({ status, error, detail, details: headerOf(response, seen.details) }).toEqual(
    decision === 'reject'
      ? { status: 421, details: `portcullis_misdirected{${reason}}` }
      : { status: 200, details: 'direct_response' },
  );
  expect(headerOf(response, seen.state) ?? null).toBe(row.state);
  expect(headerOf(response, seen.mark) ?? null).toBe(row.mark ? 'judged' : null);
}

/** Envoy itself has answered, and the guard was not asked. */
function checkRefusal(response: WireResponse, protocol: WireProtocol): void {
  if (protocol === 'h1') {
    expect([400, 404, 426]).toContain(response.status);
    expect(headerOf(response, seen.details)).toMatch(
      /^(http\.|http1\.|absolute_path_rejected$|missing_host_header$|low_version$)/,
    );
    return;
  }
  expect(response).toMatchObject({ status: null });
  if (protocol === 'h2') expect(response.error).toBe('closed');
  else expect(response.detail).toMatch(/http3\.|Invalid SNI provided|the stream was reset|no connection within/);
}

const titleOf = ({ row }: Case): string =>
  `${row.where} ${row.note}: ${shown(row.sni ?? '-')} ${shown(row.host ?? '-')} -> ${row.expect}`;

describe.each(layouts)('%s', (layout) => {
  describe.each(protocols)('over %s', (protocol) => {
    const here = cases.filter((at) => at.layout === layout && at.protocol === protocol);
    const optionsOf = (at: Case) => ({
      meta: { conformance: { table: tableOf(at.row), column: `${protocol}, ${layout}` } },
    });
    for (const at of here.filter(({ row }) => row.log.length === 0)) {
      test.concurrent(titleOf(at), optionsOf(at), () => check(at));
    }
    for (const at of here.filter(({ row }) => row.log.length > 0)) {
      test(titleOf(at), optionsOf(at), async () => {
        await check(at);
        await sleep(logPause);
      });
    }
  });
});

describe('after all of them', () => {
  const judged = cases.filter(({ row, protocol }) => !row.refused.includes(protocol));

  test('the counters tell how many there were of each kind', async () => {
    const expected: Record<string, number> = {};
    for (const { row } of judged) {
      for (const [name, count] of Object.entries(expectedCounters(row))) expected[name] = (expected[name] ?? 0) + count;
    }
    const found: Record<string, number> = {};
    for (const name of Object.keys(expected)) found[name] = await gateway.envoy.admin.stat(`wasmcustom.${name}`);
    expect(found).toEqual(expected);
    const prometheus = await gateway.envoy.admin.get('/stats/prometheus?filter=wasmcustom');
    for (const [name, count] of Object.entries(expected)) expect(prometheus).toContain(`\n${name}{} ${count}\n`);
  });

  test('the log has a line for each that was reported, and one for the port that no listener holds', () => {
    const marker = 'portcullis misdirected-guard: ';
    const lines = gateway.envoy.logs().filter((line) => line.includes(marker));
    // A port is warned about once for each configuration, however many requests come in on it.
    const expected = judged.flatMap((at) =>
      at.row.log.map((line) => line.replace(/port (\d+)/, (_, port: string) => `port ${gateway.realPort(at, port)}`)),
    );
    const once = [...new Set(expected.filter((line) => line.startsWith('no listener')))];
    const reported = expected.filter((line) => line.startsWith('reported'));
    expect(lines.map((line) => line.slice(line.indexOf(marker) + marker.length)).toSorted()).toEqual(
      [...reported, ...once].toSorted(),
    );
  });
});

describe('docs/guard-conformance.md', () => {
  const page = readFileSync(new URL('../../../docs/guard-conformance.md', import.meta.url), 'utf8');
  const [head = [], , ...lines] = page
    .slice(page.indexOf('| rows passed'))
    .split('\n\n')[0]!
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

  test('shows as many rows as there are', () => {
    const columns = layouts.flatMap((layout) => wireProtocols.map((protocol) => ({ layout, protocol })));
    for (const { layout, protocol } of columns) {
      const here = casesOf(protocol, layout);
      for (const table of guardTables()) {
        const count = here.filter((at) => tableOf(at.row) === table).length;
        const cell = lines.find(([name]) => name === table)?.[head.indexOf(`${protocol}, ${layout}`)];
        expect(cell, `${table}, ${protocol}, ${layout}`).toBe(count === 0 ? '' : `${count}/${count}`);
      }
    }
  });
});
