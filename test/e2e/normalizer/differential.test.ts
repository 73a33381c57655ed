import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pathPart, wireTarget } from '../../unit/normalizer/arbitrary-path.ts';
import { bypassTables, collectedPaths } from '../../unit/normalizer/collected-paths.ts';
import { presetModel } from '../../unit/normalizer/model/pipeline.ts';
import { h1Client, h2Client, type Answer, type Client } from './client.ts';
import { normalizerFilter, startGateway, type Gateway } from './gateway.ts';
import { nativePresets, nativeSettings, type NativePreset } from './native-settings.ts';
import { carrierOf, withoutFragment } from './sendable.ts';

// The same requests to an Envoy that normalizes by itself and to one whose normalization is off and whose filter does it.

const seed = 20_260_805;

/** Paths that other projects collected to get past policies. */
const corpus = collectedPaths(bypassTables);

let gateway: Gateway;
beforeAll(async () => {
  const listeners = nativePresets.flatMap((preset) => [
    [`native-${preset}`, nativeSettings[preset]],
    [`filter-${preset}`, { httpFilters: [normalizerFilter({ path: { preset } })] }],
  ]);
  gateway = await startGateway({ listeners: Object.fromEntries(listeners) });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

/** Sends the paths to a listener over a few connections; the answers in the paths' order. */
async function answers(
  listener: string,
  paths: readonly string[],
  clientOf: (port: number) => Client,
): Promise<Answer[]> {
  const results: Answer[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    const client = clientOf(gateway.envoy.port(listener));
    while (next < paths.length) {
      const index = next++;
      results[index] = await client.send({ path: paths[index]! });
    }
    client.close();
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return results;
}

/** What differs between the two; the bodies and details of refusals are their own. */
async function differences(
  preset: NativePreset,
  paths: readonly string[],
  clientOf: (port: number) => Client,
): Promise<string[]> {
  const native = await answers(`native-${preset}`, paths, clientOf);
  const filter = await answers(`filter-${preset}`, paths, clientOf);
  return paths.flatMap((path, index) => {
    const [ours, theirs] = [filter[index]!, native[index]!];
    const model = presetModel(preset, withoutFragment(path));
    const same = ours.status === theirs.status && ours.seen === theirs.seen;
    if (same && theirs.seen === model) return [];
    return [`${path}: Envoy ${theirs.status} ${theirs.seen}, filter ${ours.status} ${ours.seen}, definition ${model}`];
  });
}

describe.each(nativePresets)('%s', (preset) => {
  const count = preset === 'NONE' ? 500 : 5000;

  test(`${count} generated paths: Envoy, the filter and the definition agree`, { timeout: 120_000 }, async () => {
    const paths = [...new Set(fc.sample(wireTarget(), { seed, numRuns: 2 * count }))].slice(0, count);
    expect(paths.length).toBe(count);
    expect(await differences(preset, paths, h1Client)).toEqual([]);
  });

  test('the collected bypasses', async () => {
    const paths = corpus.filter((path) => carrierOf(path) === 'h1');
    expect(paths.length).toBeGreaterThan(290);
    expect(await differences(preset, paths, h1Client)).toEqual([]);
  });

  test('500 paths with bytes beyond ASCII, over HTTP/2', async () => {
    const paths = fc
      .sample(pathPart(), { seed, numRuns: 20_000 })
      .map((part) => `/${part}\xff`)
      .filter((path) => carrierOf(path) === 'h2')
      .slice(0, 500);
    expect(paths.length).toBe(500);
    expect(await differences(preset, paths, h2Client)).toEqual([]);
  });
});
