import { extension } from './proto.ts';
import type { Extension } from './proto.ts';
import type { InnerFilter } from './screened-filter.ts';

/** Name of the router in every chain of Istio. */
export const routerName = 'envoy.filters.http.router';

/**
 * The router (envoy.extensions.filters.http.router.v3.Router): always the last HTTP filter.
 *
 * @param upstreamFilters Run once route and cluster are chosen, for every try, and cannot change these. Upstream filters of
 * the cluster take their place.
 */
export function routerFilter(upstreamFilters: readonly InnerFilter[] = []): Extension {
  const type = 'envoy.extensions.filters.http.router.v3.Router';
  if (upstreamFilters.length === 0) return extension(routerName, type);
  return extension(routerName, type, { upstream_http_filters: [...upstreamFilters, upstreamCodec] });
}

/** Encodes the request for the back end: always the last upstream filter. */
const upstreamCodec = extension(
  'envoy.filters.http.upstream_codec',
  'envoy.extensions.filters.http.upstream_codec.v3.UpstreamCodec',
);
