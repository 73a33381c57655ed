import { afterAll, beforeAll, expect, test } from 'vitest';
import { steps, type Step } from '../../../tools/catalog/steps.ts';
import { h1Client, h2Client } from './client.ts';
import { normalizerFilter, startGateway, type Gateway } from './gateway.ts';
import { carrierOf } from './sendable.ts';
import { listenerOf, stepCases } from './step-cases.ts';

// report: what it logs on a real Envoy, and how much of it.

const catalog: readonly Step[] = steps;
const reports = stepCases.filter(({ action }) => action === 'report');
const counter = 'wasmcustom.portcullis_normalizer_reported';
/** Lines a second and VM (assembly/abi/log.ts). */
const limit = 10;

let gateway: Gateway;
const lines: string[] = [];
beforeAll(async () => {
  gateway = await startGateway({
    listeners: Object.fromEntries(
      reports.map((row) => [listenerOf(row), { httpFilters: [normalizerFilter(row.configuration, listenerOf(row))] }]),
    ),
    onLog: (line) => void (line.includes('portcullis normalizer: ') && lines.push(line)),
  });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function send(listener: string, path: string, times = 1): Promise<void> {
  const client = (carrierOf(path) === 'h1' ? h1Client : h2Client)(gateway.envoy.port(listener));
  for (let count = 0; count < times; count++)
    expect(await client.send({ path })).toMatchObject({ status: 200, seen: path });
  client.close();
}

/** The lines, once there are that many; Envoy writes them at once, and we read them a little later. */
async function linesOf(count: number): Promise<readonly string[]> {
  const deadline = Date.now() + 5_000;
  while (lines.length < count && Date.now() < deadline) await pause(10);
  return lines;
}

test('the line names the step, whether it would change the path or finds something, and the path', async () => {
  for (const [index, row] of reports.entries()) {
    // Stays under the limit.
    if (index > 0 && index % (limit - 1) === 0) await pause(1_000);
    await send(listenerOf(row), row.path);
  }
  const found = await linesOf(reports.length);
  expect(found.length).toBe(reports.length);
  reports.forEach(({ id }, index) => {
    const verb = catalog.find((step) => step.id === id)?.kind === 'check' ? 'matches' : 'would change';
    expect(found[index]).toMatch(/^\[[^\]]*\]\[\d+\]\[warning\]\[wasm\]/);
    expect(found[index]).toContain(`portcullis normalizer: reported: ${id} ${verb} path "/`);
  });
});

test('requests cannot fill the log: the lines are limited, what is left out is counted, the counter has all', async () => {
  await pause(1_000);
  lines.length = 0;
  const before = await gateway.envoy.admin.stat(counter);
  const started = Date.now();
  await send('lower-case/report', '/A', 200);
  const seconds = Math.ceil((Date.now() - started) / 1_000) + 1;
  await pause(1_000);
  await send('lower-case/report', '/LAST');
  const deadline = Date.now() + 5_000;
  while (!lines.at(-1)?.includes('/LAST') && Date.now() < deadline) await pause(10);
  expect(lines.length).toBeLessThanOrEqual(limit * seconds + 1);
  const left = lines.map((line) => Number(/\(lines not shown since: (\d+)\)$/.exec(line)?.[1] ?? 0));
  expect(left.some((count) => count > 0)).toBe(true);
  expect(lines.length + left.reduce((sum, count) => sum + count, 0)).toBe(201);
  expect((await gateway.envoy.admin.stat(counter)) - before).toBe(201);
});
