import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headerOf } from '../../../tools/wire/response.ts';
import { shown } from '../../unit/cases/case-row.ts';
import { expectedCounters, guardRows, guardTables } from '../../unit/guard/guard-row.ts';
import type { GuardRow } from '../../unit/guard/guard-row.ts';
import { seen } from './guard-listener.ts';
import { sendRow } from './send-row.ts';
import type { Protocol } from './send-row.ts';
import { tablesGateway } from './tables-gateway.ts';
import type { TablesGateway } from './tables-gateway.ts';

// The rows of test/cases/guard on a real Envoy, with real TLS: those of test/unit/guard/tables.test.ts, one for one.

const rows = guardTables().flatMap(guardRows);
/** HTTP/1.1 has no :protocol; its Upgrade is another thing. */
const sendable: Readonly<Record<Protocol, readonly GuardRow[]>> = {
  h1: rows.filter(({ protocol }) => protocol === null),
  h2: rows,
};
/** Milliseconds between rows that log: a VM writes ten lines a second at most. */
const logPause = 120;

let gateway: TablesGateway;

beforeAll(async () => {
  gateway = await tablesGateway(rows);
});
afterAll(() => gateway?.stop());

async function check(row: GuardRow, protocol: Protocol): Promise<void> {
  const response = await sendRow(gateway.portOf(row), row, protocol);
  if (row.refused.includes(protocol)) {
    if (protocol === 'h1') {
      expect(response.status).toBe(400);
      expect(headerOf(response, seen.details)).not.toContain('portcullis');
    } else {
      expect(response).toMatchObject({ status: null, error: 'closed' });
    }
    return;
  }
  const [decision, reason] = row.expect.split(' ');
  expect({ status: response.status, details: headerOf(response, seen.details) }).toEqual(
    decision === 'reject'
      ? { status: 421, details: `portcullis_misdirected{${reason}}` }
      : { status: 200, details: 'direct_response' },
  );
  expect(headerOf(response, seen.state) ?? null).toBe(row.state);
  expect(headerOf(response, seen.mark) ?? null).toBe(row.mark ? 'judged' : null);
}

describe.each(['h1', 'h2'] as const)('over %s', (protocol) => {
  const titleOf = (row: GuardRow): string =>
    `${row.where} ${row.note}: ${shown(row.sni ?? '-')} ${shown(row.host ?? '-')} -> ${row.expect}`;

  for (const row of sendable[protocol].filter(({ log }) => log.length === 0)) {
    test.concurrent(titleOf(row), () => check(row, protocol));
  }
  for (const row of sendable[protocol].filter(({ log }) => log.length > 0)) {
    test(titleOf(row), async () => {
      await check(row, protocol);
      await sleep(logPause);
    });
  }
});

describe('after all of them', () => {
  const judged = (['h1', 'h2'] as const).flatMap((protocol) =>
    sendable[protocol].filter(({ refused }) => !refused.includes(protocol)),
  );

  test('the counters tell how many there were of each kind', async () => {
    const expected: Record<string, number> = {};
    for (const row of judged) {
      for (const name of Object.keys(expectedCounters(row))) expected[name] = (expected[name] ?? 0) + 1;
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
    const expected = judged.flatMap(({ log, config }) =>
      log.map((line) => line.replace(/port (\d+)/, (_, port: string) => `port ${gateway.realPort(config, port)}`)),
    );
    const once = [...new Set(expected.filter((line) => line.startsWith('no listener')))];
    const reported = expected.filter((line) => line.startsWith('reported'));
    expect(lines.map((line) => line.slice(line.indexOf(marker) + marker.length)).toSorted()).toEqual(
      [...reported, ...once].toSorted(),
    );
  });
});
