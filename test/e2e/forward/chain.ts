import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { HttpConnectionManagerOptions } from '../../../tools/envoy/http-connection-manager.ts';
import { extension, type Extension, type Proto } from '../../../tools/envoy/proto.ts';
import { pathPermission, rbacFilter } from '../../../tools/envoy/rbac-filter.ts';
import { clusterRoute } from '../../../tools/envoy/routes.ts';
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
  return { virtualHosts, fields: { http_filters: [save(), denyAdmin, routerWith(restore())] } };
}

/** The router with HTTP filters of its own: they run once a try, when route and cluster are chosen. */
function routerWith(...upstreamFilters: Extension[]): Extension {
  const codec = extension(
    'envoy.filters.http.upstream_codec',
    'envoy.extensions.filters.http.upstream_codec.v3.UpstreamCodec',
  );
  return extension('envoy.filters.http.router', 'envoy.extensions.filters.http.router.v3.Router', {
    upstream_http_filters: [...upstreamFilters, codec],
  });
}

/** The Lua filter of docs/forward-original.md. */
function restoringLua(): Extension {
  const page = readFileSync(fileURLToPath(new URL('../../../docs/forward-original.md', import.meta.url)), 'utf8');
  const source = /```lua\n(.*?)```/s.exec(page)?.[1];
  return extension('envoy.filters.http.lua', 'envoy.extensions.filters.http.lua.v3.Lua', {
    default_source_code: { inline_string: source },
    clear_route_cache: false,
  });
}

/** A route to the back end whose answers bear its name in the header `x-route`. */
export function namedRoute(name: string, prefix: string, action: Proto = {}, fields: Proto = {}): Proto {
  const header = { header: { key: 'x-route', value: name } };
  return { ...clusterRoute('echo', { prefix }, action), response_headers_to_add: [header], ...fields };
}
