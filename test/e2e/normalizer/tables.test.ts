import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { presets } from '../../../tools/catalog/presets.ts';
import { steps, type Step } from '../../../tools/catalog/steps.ts';
import { configuredStep, shown, type RowOption } from '../../unit/cases/case-row.ts';
import { readTable } from '../../unit/cases/read-table.ts';
import { h1Client, h2Client } from './client.ts';
import { normalizerFilter, startGateway, type Gateway } from './gateway.ts';
import { carrierOf, splitsRequestLine } from './sendable.ts';

// The tables of presets and steps through the filter on a real Envoy, as the back end sees it.

const catalog: readonly Step[] = steps;
const publicSteps = catalog.filter(({ internal }) => internal !== true);
const listenerOf = (kind: string, id: string, option: RowOption | undefined): string =>
  `${kind}/${id}/${option?.value ?? ''}`;

const configurations: Record<string, object> = Object.fromEntries([
  ...presets.map(({ id }) => [listenerOf('presets', id, undefined), { path: { preset: id } }]),
  ...publicSteps.flatMap(({ id }) =>
    readTable('steps', id).map(({ option }) => [
      listenerOf('steps', id, option),
      { path: { steps: [configuredStep(id, option)] } },
    ]),
  ),
]) as Record<string, object>;

let gateway: Gateway;
beforeAll(async () => {
  const listeners = Object.entries(configurations).map(([name, configuration]) => [
    name,
    { httpFilters: [normalizerFilter(configuration)] },
  ]);
  gateway = await startGateway({ listeners: Object.fromEntries(listeners) });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

const tables = [
  ...presets.map(({ id }) => ({ kind: 'presets' as const, id })),
  ...publicSteps.map(({ id }) => ({ kind: 'steps' as const, id })),
];

describe.each(tables)('$kind/$id', ({ kind, id }) => {
  for (const { where, input, output, option, note } of readTable(kind, id)) {
    const title = `${where} ${shown(input)} -> ${shown(output)}: ${note}`;
    const carrier = carrierOf(input);
    // The connection manager cuts a fragment off before any filter: the rows about it are for other hosts.
    if (input.includes('#')) continue;
    if (carrier === 'none') {
      test(`${title} (refused by the codec)`, async () => {
        const port = gateway.envoy.port(listenerOf(kind, id, option));
        const split = splitsRequestLine(input);
        const client = split ? h2Client(port) : h1Client(port);
        const answer = await client.send({ path: input });
        client.close();
        // HTTP/2 resets the stream, HTTP/1.1 answers.
        expect(answer).toMatchObject(
          split ? { status: null, seen: null } : { status: 400, seen: null, body: 'Bad Request' },
        );
      });
      continue;
    }
    test(`${title} (${carrier})`, async () => {
      const port = gateway.envoy.port(listenerOf(kind, id, option));
      const client = carrier === 'h1' ? h1Client(port) : h2Client(port);
      const answer = await client.send({ path: input });
      client.close();
      if (output === null) expect(answer).toMatchObject({ status: 400, seen: null, body: 'Bad Request\n' });
      else expect(answer).toMatchObject({ status: 200, seen: output });
    });
  }
});
