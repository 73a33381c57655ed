import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import type { HttpConnectionManagerOptions } from '../../../tools/envoy/http-connection-manager.ts';
import { directResponse, virtualHost } from '../../../tools/envoy/routes.ts';
import { startEnvoy } from '../../../tools/envoy/run.ts';
import { wasmFilter } from '../../../tools/envoy/wasm-filter.ts';
import { filterPath } from '../../unit/cases/filter-wasm.ts';
import { echoListener, realEnvoy } from '../envoy/real-envoy.ts';
import { headerMutation, setHeader } from './header-mutation.ts';

// What docs/forward-original.md says cannot put a path back, or keep the route: Envoy refuses it at configuration.

const modifiesPath = ':-prefixed or host headers may not be modified';

/** The filter, which says that it speaks a later ABI: by those, a changed header would not clear the route cache. */
function laterAbi(): Uint8Array {
  const module = readFileSync(filterPath('normalizer'), 'latin1');
  const renamed = module.replace('proxy_abi_version_0_2_1', 'proxy_abi_version_0_3_0');
  expect(renamed).not.toBe(module);
  return Buffer.from(renamed, 'latin1');
}

const rows: readonly [string, () => Partial<HttpConnectionManagerOptions>, string][] = [
  [
    'header_mutation cannot write a path',
    () => ({ httpFilters: [headerMutation([setHeader(':path', '/written')])] }),
    modifiesPath,
  ],
  [
    'request_headers_to_add cannot',
    () => ({
      virtualHosts: [
        virtualHost('all', [
          { ...directResponse(), request_headers_to_add: [{ header: { key: ':path', value: '/written' } }] },
        ]),
      ],
    }),
    modifiesPath,
  ],
  [
    'no ABI is known that leaves the route cache alone',
    () => ({
      httpFilters: [wasmFilter({ name: 'later', module: { bytes: laterAbi() }, configuration: { restore: true } })],
    }),
    'Missing or unknown Proxy-Wasm ABI version',
  ],
];

test.each(rows)('%s', async (_title, settings, reason) => {
  const started = startEnvoy(await realEnvoy(), {
    bootstrap: bootstrap({ listeners: [echoListener('refused', settings())] }),
  });
  const envoy = await started.catch((error: unknown) => error);
  if (!(envoy instanceof Error)) await (await started).stop();
  expect(String(envoy)).toContain(reason);
});
