import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import { startEnvoy, type RunningEnvoy } from '../../../tools/envoy/run.ts';
import { Failure } from '../../../tools/model/failure.ts';
import { h1 } from '../../../tools/wire/h1.ts';
import { headerOf } from '../../../tools/wire/response.ts';
import { shown } from '../../unit/cases/case-row.ts';
import { badRows, goodRows, normalizerPrefix } from '../../unit/normalizer/config-row.ts';
import { echoListener, realEnvoy } from '../envoy/real-envoy.ts';
import { normalizerFilter } from './gateway.ts';

// The rows of test/cases/config/normalizer-{good,bad}.jsonl, each a listener of its own; one update brings all of the bad ones.

/** Envoy takes a configuration as a protobuf string, which holds UTF-8. */
const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');
const good = goodRows();
const bad = badRows();
const plugin = (index: number): string => `bad-${index}`;

let envoy: RunningEnvoy;
let refusal: unknown;
const lines: string[] = [];

beforeAll(async () => {
  const listenerOf = (name: string, config: string) =>
    echoListener(name, { httpFilters: [normalizerFilter(utf8(config), name)] });
  const goodListeners = good.map(({ config }, index) => listenerOf(`good-${index}`, config));
  envoy = await startEnvoy(await realEnvoy(), {
    bootstrap: bootstrap({}),
    listeners: goodListeners,
    onLog: (line) => lines.push(line),
  });
  const badListeners = bad.map(({ config }, index) => listenerOf(plugin(index), config));
  refusal = await envoy.updateListeners([...goodListeners, ...badListeners]).catch((error: unknown) => error);
});
afterAll(() => envoy?.stop());

/** Envoy takes one listener after the other and ends each with a line about its refusal. */
function linesAbout(index: number): string[] {
  const refusalOf = (at: number): number => lines.findIndex((line) => line.includes(`'${plugin(at)}' config rejected`));
  return lines.slice(refusalOf(index - 1) + 1, refusalOf(index) + 1);
}

describe('a bad configuration on a real Envoy', () => {
  test('is refused, and nothing else changes', async () => {
    expect(refusal).toBeInstanceOf(Failure);
    const names = (await envoy.admin.listeners()).map(({ name }) => name);
    expect(names.toSorted()).toEqual(good.map((_, index) => `good-${index}`).toSorted());
  });

  bad.forEach(({ where, config, error }, index) => {
    test(`${where} ${shown(config.slice(0, 80))}: one line says what is wrong`, () => {
      const own = linesAbout(index);
      const filterLines = own.filter((line) => line.includes('wasm log'));
      expect(filterLines.map((line) => line.slice(line.indexOf(normalizerPrefix)))).toEqual([
        `${normalizerPrefix}${error}`,
      ]);
      expect(filterLines[0]).toMatch(/^\[[^\]]*\]\[\d+\]\[error\]\[wasm\]/);
      expect(own.at(-1)).toContain(`Unable to create Wasm plugin ${plugin(index)}`);
    });
  });
});

describe('a good configuration on a real Envoy', () => {
  good.forEach(({ where, note, input, output }, index) => {
    test(`${where} ${note}`, async () => {
      const response = await h1({ port: envoy.port(`good-${index}`) }, { path: input });
      if (output === null) expect(response.status).not.toBe(200);
      else expect([response.status, headerOf(response, 'x-path')]).toEqual([200, output]);
    });
  });
});
