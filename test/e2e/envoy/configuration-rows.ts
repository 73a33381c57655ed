import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import type { Listener } from '../../../tools/envoy/listener.ts';
import { startEnvoy, type RunningEnvoy } from '../../../tools/envoy/run.ts';
import { Failure } from '../../../tools/model/failure.ts';
import { shown } from '../../unit/cases/case-row.ts';
import { realEnvoy } from './real-envoy.ts';

export interface ConfigurationRow {
  readonly where: string;
  /** The configuration's text, one character a byte. */
  readonly config: string;
}

export interface ConfigurationRows<Good, Bad> {
  /** What the filter begins its log lines with. */
  readonly prefix: string;
  readonly good: readonly Good[];
  /** The error is the line without the prefix. */
  readonly bad: readonly Bad[];
  /** Makes listeners whose one filter is the plugin `name` with that configuration. */
  readonly listeners: () => Promise<(name: string, config: string) => Listener>;
  /** Expects what a good configuration does to requests to that port. */
  readonly works: (row: Good, port: number) => Promise<void>;
}

/** Tests the rows on one Envoy, each as a listener of its own; one update brings all of the bad ones. */
export function testConfigurations<
  Good extends ConfigurationRow & { readonly note: string },
  Bad extends ConfigurationRow & { readonly error: string | null },
>({ prefix, good, bad, listeners, works }: ConfigurationRows<Good, Bad>): void {
  let envoy: RunningEnvoy;
  let refusal: unknown;
  const lines: string[] = [];

  beforeAll(async () => {
    const make = await listeners();
    const goodListeners = good.map(({ config }, index) => make(goodName(index), utf8(config)));
    envoy = await startEnvoy(await realEnvoy(), {
      bootstrap: bootstrap({}),
      listeners: goodListeners,
      onLog: (line) => lines.push(line),
    });
    const badListeners = bad.map(({ config }, index) => make(badName(index), utf8(config)));
    refusal = await envoy.updateListeners([...goodListeners, ...badListeners]).catch((error: unknown) => error);
  });
  afterAll(() => envoy?.stop());

  /** Envoy takes one listener after the other and ends each with a line about its refusal. */
  const linesAbout = (index: number): string[] => {
    const refusalOf = (at: number): number =>
      lines.findIndex((line) => line.includes(`'${badName(at)}' config rejected`));
    return lines.slice(refusalOf(index - 1) + 1, refusalOf(index) + 1);
  };

  describe('a bad configuration on a real Envoy', () => {
    test('is refused, and nothing else changes', async () => {
      expect(refusal).toBeInstanceOf(Failure);
      const names = (await envoy.admin.listeners()).map(({ name }) => name);
      expect(names.toSorted()).toEqual(good.map((_, index) => goodName(index)).toSorted());
    });

    bad.forEach(({ where, config, error }, index) => {
      test(`${where} ${shown(config.slice(0, 80))}: one line says what is wrong`, () => {
        const own = linesAbout(index);
        const filterLines = own.filter((line) => line.includes('wasm log'));
        expect(filterLines.map((line) => line.slice(line.indexOf(prefix)))).toEqual([`${prefix}${error}`]);
        expect(filterLines[0]).toMatch(/^\[[^\]]*\]\[\d+\]\[error\]\[wasm\]/);
        expect(own.at(-1)).toContain(`Unable to create Wasm plugin ${badName(index)}`);
      });
    });
  });

  describe('a good configuration on a real Envoy', () => {
    good.forEach((row, index) => {
      test(`${row.where} ${row.note}`, () => works(row, envoy.port(goodName(index))));
    });
  });
}

const goodName = (index: number): string => `good-${index}`;
const badName = (index: number): string => `bad-${index}`;

/** Envoy takes a configuration as a protobuf string, which holds UTF-8. */
const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');
