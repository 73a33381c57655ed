import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { HttpConnectionManagerOptions } from '../../../tools/envoy/http-connection-manager.ts';
import { any, extension, type Extension, type Proto } from '../../../tools/envoy/proto.ts';
import { pathPermission, rbacFilter } from '../../../tools/envoy/rbac-filter.ts';
import { clusterRoute } from '../../../tools/envoy/routes.ts';
import { readYaml } from '../../../tools/yaml/read.ts';
import { filterPath } from '../../unit/cases/filter-wasm.ts';
import { normalizerFilter } from '../normalizer/gateway.ts';

// The filters of forward ORIGINAL around a native RBAC filter, with the restoring one at each place that docs/forward-original.md names.

/** The instance that judges and saves. */
export const save = (): Extension =>
  normalizerFilter(
    {
      path: { preset: 'DECODE_AND_MERGE_SLASHES', steps: [{ step: 'decode-percent', passes: 3 }, 'lower-case'] },
      forward: 'ORIGINAL',
    },
    'save',
  );

export const restore = (): Extension => normalizerFilter({ restore: true }, 'restore');

/** Denies what begins with `/admin`: 403 by Envoy itself. */
export const denyAdmin: Extension = rbacFilter({
  action: 'DENY',
  policies: { admin: { permissions: [pathPermission('/admin*')] } },
});

/** `typed_per_filter_config` of a route whose policy denies everything. */
export const deniedByRoute: Proto = {
  'envoy.filters.http.rbac': any('envoy.extensions.filters.http.rbac.v3.RBACPerRoute', {
    rbac: {
      rules: { action: 'DENY', policies: { all: { permissions: [{ any: true }], principals: [{ any: true }] } } },
    },
  }),
};

/** The filter chain of the standard place, with other filters between authorization and the restoring instance. */
export const chain = (...between: Extension[]): Extension[] => [save(), denyAdmin, ...between, restore()];

/** Where the original path is put back. */
export type Place = 'behind authorization' | 'upstream' | 'lua';

/** The places that keep the route which was chosen on the normalized path. */
export const pinning = ['upstream', 'lua'] as const satisfies readonly Place[];
export const places = ['behind authorization', ...pinning] as const;

/** Settings of a listener whose filters restore the path at `place`. */
export function restoringAt(place: Place, virtualHosts: readonly Proto[]): Partial<HttpConnectionManagerOptions> {
  if (place === 'behind authorization') return { virtualHosts, httpFilters: chain() };
  if (place === 'lua') return { virtualHosts, httpFilters: [save(), denyAdmin, restoringLua()] };
  return { virtualHosts, fields: { http_filters: [save(), denyAdmin, restoringRouter()] } };
}

/** The router of docs/forward-original.md. */
function restoringRouter(): Extension {
  const yaml = shownIn('yaml').replace('build/normalizer.wasm', filterPath('normalizer'));
  return readYaml(yaml, 'docs/forward-original.md')[0]?.value as Extension;
}

/** The Lua filter of docs/forward-original.md. */
function restoringLua(): Extension {
  return extension('envoy.filters.http.lua', 'envoy.extensions.filters.http.lua.v3.Lua', {
    default_source_code: { inline_string: shownIn('lua') },
    clear_route_cache: false,
  });
}

/** The page's one block in that language. */
function shownIn(language: string): string {
  const page = readFileSync(fileURLToPath(new URL('../../../docs/forward-original.md', import.meta.url)), 'utf8');
  const [block, ...more] = page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'));
  if (block?.[1] === undefined || more.length > 0)
    throw new Error(`docs/forward-original.md: expected one ${language} block`);
  return block[1];
}

/** A route to the back end whose answers bear its name in the header `x-route`. */
export function namedRoute(name: string, prefix: string, action: Proto = {}, fields: Proto = {}): Proto {
  const header = { header: { key: 'x-route', value: name } };
  return { ...clusterRoute('echo', { prefix }, action), response_headers_to_add: [header], ...fields };
}
