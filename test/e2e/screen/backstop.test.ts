import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Extension } from '../../../tools/envoy/proto.ts';
import type { ChainFilter } from '../backstop/generated-chain.ts';
import { findHole } from '../backstop/find-hole.ts';
import { limiter, type Limiter } from '../backstop/limited-envoy.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { sendAll, startScreens, type Request } from './screen-gateway.ts';
import { screenedChain } from './screened-chain.ts';

// generate envoy-filter --screen --backstop: what the screen lets by passes unmarked, everything else needs the filter's mark.

const clean: readonly Request[] = ['/', '/a', '/a/b.c?q=/../%2f', '/A'].map((path) => ({ path }));
const unclean: readonly Request[] = ['//a', '/a/../b', '/a%2fb', '/a\\b', '/a;b/..', '/\xe9', '/a?\xe9'].map(
  (path) => ({ path }),
);
const all = [...clean, ...unclean];
const hostFlags = ['--plugin-config', '{"host":{"steps":["lower-case","strip-port"]}}'];
const forms = ['composite', 'delegate'] as const;

let limits: Limiter;
beforeAll(async () => {
  limits = await limiter();
});
afterAll(() => limits?.[Symbol.dispose]());

async function statuses(port: number, requests: readonly Request[]): Promise<string[]> {
  const outcomes = await sendAll(port, 'h2', requests);
  return outcomes.map(({ status, judged }) => `${status}${judged ? ' judged' : ''}`);
}

const withoutBackstop = (chain: readonly Extension[]): Extension[] =>
  chain.filter(({ name }) => !name.endsWith('-backstop'));

const passed = [...clean.map(() => '200'), ...unclean.map(() => '200 judged')];
const denied = [...clean.map(() => '200'), ...unclean.map(() => '403')];

describe.each(forms)('%s', (form) => {
  test('a request that is not clean is denied where the filter is missing, and one that is passes', async () => {
    const chain = await screenedChain(limits.folder, ['--backstop', `--screen=${form}`]);
    const host = await screenedChain(limits.folder, ['--backstop', `--screen=${form}`, ...hostFlags]);
    const chains = { whole: chain, missing: chain.slice(1), host, 'host-missing': host.slice(1) };
    await using envoy = await startScreens(await realEnvoy(), chains);
    expect(await statuses(envoy.port('whole'), all)).toEqual(passed);
    expect(await statuses(envoy.port('missing'), all)).toEqual(denied);
    const hosts = ['a.example', 'A.example', 'a.example:80'].map((name) => ({ path: '/a', host: name }));
    expect(await statuses(envoy.port('host'), hosts)).toEqual(['200', '200 judged', '200 judged']);
    expect(await statuses(envoy.port('host-missing'), hosts)).toEqual(['200', '403', '403']);
  });
});

test('where a worker gets no VM, what is not clean passes a screen without a backstop, and none does with it', async () => {
  const open = withoutBackstop(await screenedChain(limits.folder, ['--backstop'])) as (Extension & ChainFilter)[];
  const deployed = { filter: 'normalizer', mark: 'wasm.portcullis.normalizer' } as const;
  const limit = await findHole({ limits, deployed, chain: open, workers: 1, wanted: 'none judged' });
  for (const form of forms) {
    const chain = await screenedChain(limits.folder, ['--backstop', `--screen=${form}`]);
    // One at a time: each holds a VM more.
    for (const [filters, expected] of [
      [withoutBackstop(chain), all.map(() => '200')],
      [chain, denied],
    ] as const) {
      await using envoy = await startScreens(limits.limited(limit), { chain: filters });
      expect(await statuses(envoy.port('chain'), all), `${form}, ${filters.length} filters`).toEqual(expected);
    }
  }
}, 240_000);

test('a module by ECDS that does not come: what is not clean gets 500, what is clean passes', async () => {
  const flags = ['--screen', '--url', 'https://a.example/normalizer.wasm', '--name', 'absent'];
  const chain = await screenedChain(limits.folder, flags);
  writeFileSync(join(limits.folder, 'istio-system.absent.json'), JSON.stringify({ version_info: '1', resources: [] }));
  const text = JSON.stringify(chain).replaceAll(
    '"resource_api_version"',
    '"initial_fetch_timeout":"1s","resource_api_version"',
  );
  await using envoy = await startScreens(await realEnvoy(), { chain: JSON.parse(text) as Extension[] });
  const expected = [...clean.map(() => '200'), ...unclean.map(() => '500')];
  expect(await statuses(envoy.port('chain'), all)).toEqual(expected);
});
