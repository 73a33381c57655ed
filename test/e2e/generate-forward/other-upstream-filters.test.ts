import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import { loopbackCluster } from '../../../tools/envoy/loopback-cluster.ts';
import type { Extension, Proto } from '../../../tools/envoy/proto.ts';
import { routerFilter } from '../../../tools/envoy/router-filter.ts';
import { clusterRoute, virtualHost } from '../../../tools/envoy/routes.ts';
import { startEnvoy, type RunningEnvoy } from '../../../tools/envoy/run.ts';
import { echoListener, realEnvoy } from '../envoy/real-envoy.ts';
import { headerMutation, setHeader } from '../forward/header-mutation.ts';
import { h1Client } from '../normalizer/client.ts';
import { startEcho } from '../normalizer/echo-back-end.ts';
import { screenedChain } from '../screen/screened-chain.ts';

// generate envoy-filter --forward-original where something else has upstream filters too.

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-upstream-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const upstreamFilters = (router: Extension): Extension[] => router.typed_config['upstream_http_filters'] as Extension[];

/** A router with an upstream filter that is not ours. */
const other = routerFilter([headerMutation([setHeader('x-other', 'yes')])]);

const start = async (filters: readonly Extension[], cluster: Proto): Promise<RunningEnvoy> =>
  startEnvoy(await realEnvoy(), {
    bootstrap: bootstrap({
      listeners: [
        echoListener('any', {
          virtualHosts: [virtualHost('echo', [clusterRoute('echo')])],
          fields: { http_filters: filters },
        }),
      ],
      clusters: [cluster],
    }),
  });

test('of another patch: Envoy refuses the listener, since the first codec is not the last filter', async () => {
  const chain = await screenedChain(folder, ['--forward-original']);
  const both = [...upstreamFilters(other), ...upstreamFilters(chain.at(-1)!)];
  const router = { ...other, typed_config: { ...other.typed_config, upstream_http_filters: both } };
  const started = start([...chain.slice(0, -1), router], loopbackCluster('echo', 1));
  const envoy = await started.catch((error: unknown) => error);
  if (!(envoy instanceof Error)) await (await started).stop();
  expect(String(envoy)).toMatch(/terminal filter named envoy\.filters\.http\.upstream_codec .*must be the last/s);
});

test('of the cluster: they take the place of those of the router, and the back end gets the normalized path', async () => {
  const chain = await screenedChain(folder, ['--forward-original']);
  await using echo = await startEcho();
  const plain = loopbackCluster('echo', echo.port);
  for (const [cluster, seen] of [
    [plain, '/a/../b//c'],
    [withFilters(plain, upstreamFilters(other)), '/b/c'],
  ] as const) {
    const envoy = await start(chain, cluster);
    const client = h1Client(envoy.port('any'));
    try {
      expect(await client.send({ path: '/a/../b//c' })).toMatchObject({ status: 200, seen });
    } finally {
      client.close();
      await envoy.stop();
    }
  }
});

/** The cluster with upstream filters of its own. */
function withFilters(cluster: Proto, filters: readonly Extension[]): Proto {
  const options = cluster['typed_extension_protocol_options'] as Readonly<Record<string, Proto>>;
  const own = Object.entries(options).map(([key, fields]) => [key, { ...fields, http_filters: filters }]);
  return { ...cluster, typed_extension_protocol_options: Object.fromEntries(own) as Proto };
}
