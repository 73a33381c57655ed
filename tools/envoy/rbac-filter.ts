import { extension, given } from './proto.ts';
import type { Extension, Proto } from './proto.ts';

export interface RbacPolicy {
  /** envoy.config.rbac.v3.Permission; any request when left out. */
  readonly permissions?: readonly Proto[];
  /** envoy.config.rbac.v3.Principal; anyone when left out. */
  readonly principals?: readonly Proto[];
}

export interface RbacFilterOptions {
  readonly action: 'ALLOW' | 'DENY' | 'LOG';
  readonly policies: Readonly<Record<string, RbacPolicy>>;
  readonly name?: string;
  readonly statPrefix?: string;
}

/** Native authorization (envoy.extensions.filters.http.rbac.v3.RBAC), what Istio turns AuthorizationPolicy into. */
export function rbacFilter(options: RbacFilterOptions): Extension {
  const policies = Object.entries(options.policies).map(([name, { permissions, principals }]) => [
    name,
    { permissions: permissions ?? [{ any: true }], principals: principals ?? [{ any: true }] },
  ]);
  return extension(options.name ?? 'envoy.filters.http.rbac', 'envoy.extensions.filters.http.rbac.v3.RBAC', {
    rules: { action: options.action, policies: Object.fromEntries(policies) as Proto },
    ...given({ rules_stat_prefix: options.statPrefix }),
  });
}

/** Permission for the path without its query, as Istio writes `paths`: exact, a prefix (`/a*`) or a suffix (`*.php`). */
export function pathPermission(value: string): Proto {
  return { url_path: { path: stringMatcher(value) } };
}

function stringMatcher(value: string): Proto {
  if (value.endsWith('*')) return { prefix: value.slice(0, -1) };
  return value.startsWith('*') ? { suffix: value.slice(1) } : { exact: value };
}
