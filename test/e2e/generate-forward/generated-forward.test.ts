import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Extension, Proto } from '../../../tools/envoy/proto.ts';
import { virtualHost } from '../../../tools/envoy/routes.ts';
import { deniedByRoute, denyAdmin, namedRoute } from '../forward/chain.ts';
import { protocols, startForwardGateway, type ForwardGateway } from '../forward/forward-gateway.ts';
import { screenedChain } from '../screen/screened-chain.ts';

// generate envoy-filter --forward-original as Istio puts it into a chain, around an RBAC filter: the route that policies were
// asked about stays, and the back end gets the bytes that the client sent.

const config = JSON.stringify({
  path: { preset: 'DECODE_AND_MERGE_SLASHES', steps: [{ step: 'decode-percent', passes: 3 }, 'lower-case'] },
});
const ecds = ['--url', 'https://a.example/normalizer.wasm'];
const pinned: Readonly<Record<string, readonly string[]>> = {
  plain: [],
  backstop: ['--backstop'],
  screen: ['--screen', '--backstop'],
  delegate: ['--screen=delegate', '--backstop'],
  ecds,
  'ecds-screen': [...ecds, '--screen', '--backstop'],
};
const forms = Object.keys(pinned);
const downstream = 'downstream';
const separate = 'separate';

const retries = {
  retry_policy: { retry_on: '5xx,reset', num_retries: 2, retry_back_off: { base_interval: '0.001s' } },
};
const routes = virtualHost('all', [
  namedRoute('app', '/app', retries),
  namedRoute('closed', '/Closed', {}, { typed_per_filter_config: deniedByRoute }),
  namedRoute('guarded', '/guarded', {}, { typed_per_filter_config: deniedByRoute }),
  namedRoute('rewritten', '/old', { prefix_rewrite: '/new' }),
  namedRoute('rest', '/', retries),
]);

let folder: string;
let gateway: ForwardGateway;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-forward-'));
  const chainOf = (name: string, flags: readonly string[]): Promise<Extension[]> =>
    screenedChain(folder, ['--name', name, ...flags], [denyAdmin]);
  const own = ['--plugin-config', config, '--forward-original'];
  const chains: Record<string, Extension[]> = {
    [downstream]: await chainOf(downstream, [...own, '--restore=downstream']),
    [separate]: await separateChain(chainOf),
  };
  for (const form of forms) chains[form] = await chainOf(form, [...own, ...pinned[form]!]);
  const listeners = Object.entries(chains).map(([name, filters]) => [
    name,
    { virtualHosts: [routes], fields: { http_filters: filters } },
  ]);
  gateway = await startForwardGateway(Object.fromEntries(listeners));
});
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

/** Each instance by a resource of its own, in a VM of its own: the judging one may then be a WasmPlugin. */
async function separateChain(chainOf: (name: string, flags: string[]) => Promise<Extension[]>): Promise<Extension[]> {
  const judging = { ...(JSON.parse(config) as Proto), forward: 'ORIGINAL' };
  const judge = await chainOf(separate, ['--plugin-config', JSON.stringify(judging)]);
  const restore = await chainOf('separate-restore', ['--plugin-config', '{"restore":true}', '--vm-id', 'other']);
  return [...judge.slice(0, -1), ...restore.slice(-1)];
}

const spellings = [
  ['/app/x', 'app'],
  ['/app//X', 'app'],
  ['/APP/x?Q=//', 'app'],
  ['/y/../app/x', 'app'],
  ['/%61pp', 'app'],
  ['/app/../y', 'rest'],
  ['/Closed/../app', 'app'],
  ['/Closed', 'rest'],
  ['/%43losed/x', 'rest'],
  ['/guarded/../app', 'app'],
] as const;
const denied = ['/guarded', '/GUARDED', '/x/..%2fguarded', '/guarde%64', '/app/../guarded', '//guarded'];
const deniedByPolicy = ['/admin', '/ADMIN', '//admin', '/app/..%2fadmin', '/%61dmin/x'];

describe.each(protocols)('over %s', (_protocol, clientOf) => {
  const ask = (form: string, path: string, script = 'ok') => gateway.ask(form, { path, script }, clientOf);

  describe.each([...forms, separate])('%s', (form) => {
    test.each(spellings)('%s: route %s, and the bytes of the client', async (path, route) => {
      expect(await ask(form, path)).toMatchObject({ status: 200, route, targets: [path] });
    });

    test('no spelling avoids the policy of a route, or one of the gateway', async () => {
      for (const path of [...denied, ...deniedByPolicy]) {
        expect(await ask(form, path), path).toMatchObject({ status: 403, targets: [] });
      }
    });

    test.each(['503 ok', 'reset ok', '503 reset ok'])('every try has the bytes of the client: %s', async (script) => {
      const path = '/y/../APP//x';
      const targets = script.split(' ').map(() => path);
      expect(await ask(form, path, script)).toMatchObject({ status: 200, route: 'app', targets });
    });

    test('the rewrite of a route holds for a path that needed nothing, and is overwritten for any other', async () => {
      expect(await ask(form, '/old/x')).toMatchObject({ route: 'rewritten', targets: ['/new/x'] });
      expect(await ask(form, '/old//x')).toMatchObject({ route: 'rewritten', targets: ['/old//x'] });
    });
  });

  test.each(['/Closed/../app', '/Closed'])(
    'restored downstream, %s gets to the route that denies everything',
    async (path) => {
      expect(await ask(downstream, path)).toMatchObject({ status: 200, route: 'closed', targets: [path] });
    },
  );
});
