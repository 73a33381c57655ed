import { extension } from './proto.ts';
import type { Extension } from './proto.ts';

/** The router (envoy.extensions.filters.http.router.v3.Router): always the last HTTP filter. */
export function routerFilter(): Extension {
  return extension('envoy.filters.http.router', 'envoy.extensions.filters.http.router.v3.Router');
}
