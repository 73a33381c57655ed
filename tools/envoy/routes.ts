import { given } from './proto.ts';
import type { Proto } from './proto.ts';

/** A virtual host (envoy.config.route.v3.VirtualHost); every authority when `domains` is left out. */
export function virtualHost(name: string, routes: readonly Proto[], domains: readonly string[] = ['*']): Proto {
  return { name, domains, routes };
}

export interface DirectResponseOptions {
  readonly status?: number;
  readonly body?: string;
  /** Response headers; values may hold command operators, e.g. `%REQ(:PATH)%`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** envoy.config.route.v3.RouteMatch; every path when left out. */
  readonly match?: Proto;
}

/** A route that Envoy answers itself; status 200 when left out. */
export function directResponse(options: DirectResponseOptions = {}): Proto {
  return {
    match: options.match ?? { prefix: '/' },
    direct_response: given({
      status: options.status ?? 200,
      body: options.body === undefined ? undefined : { inline_string: options.body },
    }),
    ...given({ response_headers_to_add: options.headers && setHeaders(options.headers) }),
  };
}

/** A route to a cluster. */
export function clusterRoute(cluster: string, match: Proto = { prefix: '/' }, action: Proto = {}): Proto {
  return { match, route: { cluster, ...action } };
}

function setHeaders(headers: Readonly<Record<string, string>>): Proto[] {
  return Object.entries(headers).map(([key, value]) => ({
    header: { key, value },
    append_action: 'OVERWRITE_IF_EXISTS_OR_ADD',
  }));
}
