import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { steps, type Step } from '../../../tools/catalog/steps.ts';
import { shown } from '../../unit/cases/case-row.ts';
import { h1Client, h2Client, type Answer, type Client } from './client.ts';
import { normalizerFilter, startGateway, type Gateway } from './gateway.ts';
import { carrierOf } from './sendable.ts';
import { listenerOf, stepCases, type StepCase } from './step-cases.ts';

// Every step with every action that fits it, once, on one real Envoy: a listener each, and a path from the step's own table.

const catalog: readonly Step[] = steps;
const counterOf = { rewrite: 'rewritten', reject: 'rejected', redirect: 'redirected', report: 'reported' } as const;
const statOf = (counter: string): string => `wasmcustom.portcullis_normalizer_${counter}`;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({
    listeners: Object.fromEntries(
      stepCases.map((row) => [
        listenerOf(row),
        { httpFilters: [normalizerFilter(row.configuration, listenerOf(row))] },
      ]),
    ),
  });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

/** Every counter by its name in /stats. */
async function counts(): Promise<Record<string, number>> {
  const stats = await gateway.envoy.admin.get('/stats?filter=portcullis_normalizer');
  const lines = stats
    .trim()
    .split('\n')
    .map((line) => line.split(': '));
  return Object.fromEntries(lines.map(([name = '', value]) => [name, Number(value)]));
}

/** What the client gets. A Location of two slashes in front would be another site's. */
function answerTo({ action, path, output }: StepCase): Partial<Answer> {
  if (action === 'report') return { status: 200, seen: path };
  if (action === 'rewrite') return { status: 200, seen: output };
  if (action === 'reject') return { status: 418, seen: null, body: 'Bad Request\n', location: undefined };
  return { status: 307, seen: null, body: '', location: (output ?? '').replace(/^\/(?=[/\\])/, '/./') };
}

const send = async (client: Client, id: string, row: StepCase, headers: [string, string][] = []): Promise<Answer> => {
  try {
    return await client.send({ path: row.path, headers: [['x-case', id], ...headers] });
  } finally {
    client.close();
  }
};
const clientFor = (row: StepCase): Client =>
  (carrierOf(row.path) === 'h1' ? h1Client : h2Client)(gateway.envoy.port(listenerOf(row)));

test('every step is there with every action that fits it', () => {
  expect(new Set(stepCases.map(({ id }) => id)).size).toBe(
    catalog.filter(({ internal }) => internal !== true).length - 1,
  );
  expect(stepCases.length).toBeGreaterThan(70);
});

test('all four counters stand in /stats from the start', async () => {
  expect(await counts()).toEqual(Object.fromEntries(Object.values(counterOf).map((name) => [statOf(name), 0])));
});

describe.each(stepCases.map((row) => ({ row, name: listenerOf(row), shown: shown(row.path) })))(
  '$name: $shown',
  ({ row }) => {
    test('answer and counters', async () => {
      const before = await counts();
      expect(await send(clientFor(row), listenerOf(row), row)).toMatchObject(answerTo(row));
      const counter = statOf(counterOf[row.action]);
      expect(await counts()).toEqual({ ...before, [counter]: (before[counter] ?? 0) + 1 });
    });

    if (row.action === 'redirect') {
      test('a gRPC request is rejected', async () => {
        const headers: [string, string][] = [['content-type', 'application/grpc']];
        const answer = await send(
          h2Client(gateway.envoy.port(listenerOf(row))),
          `${listenerOf(row)}/grpc`,
          row,
          headers,
        );
        // Envoy writes a local reply to a gRPC request as a gRPC status in an HTTP 200.
        expect(answer).toMatchObject({ status: 200, seen: null, location: undefined });
        expect(answer.response.headers.find(([name]) => name === 'grpc-status')?.[1]).toBeDefined();
      });
    }
  },
);

/** What of the access log names the step. */
function lineOf({ id, action }: StepCase): string {
  if (action === 'reject') return `418 portcullis_path_rejected{${id}}`;
  if (action === 'redirect') return `307 portcullis_path_redirected{${id}}`;
  return '200 via_upstream';
}

describe('the access log names the step', () => {
  let log: ReadonlyMap<string, string>;
  beforeAll(async () => {
    log = await gateway.stopAndReadLog();
  });
  test.each(stepCases.map((row) => [listenerOf(row), lineOf(row), row] as const))('%s: %s', (name, line, row) => {
    expect(log.get(name)).toBe(`${line} mark=- original=-`);
    if (row.action === 'redirect') {
      expect(log.get(`${name}/grpc`)).toBe(`200 portcullis_path_rejected{${row.id}} mark=- original=-`);
    }
  });
});
