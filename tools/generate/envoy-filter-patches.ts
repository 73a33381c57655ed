import type { Extension } from '../envoy/proto.ts';
import { routerFilter, routerName } from '../envoy/router-filter.ts';
import {
  compositeFilter,
  delegateFilter,
  type CleanHeaders,
  type InnerFilter,
  type ScreenForm,
} from '../envoy/screened-filter.ts';
import { backstopFilter } from './backstop.ts';
import type { Deployment, Instance } from './instances.ts';
import type { RestorePlace } from './restore.ts';
import { type Code, wasmFilterConfig, wasmTypeUrl } from './wasm-filter-config.ts';

/** What the patches of one EnvoyFilter have in common. */
export interface Chain {
  readonly deployment: Deployment;
  readonly namespace: string;
  readonly context: string;
  readonly code: Code;
  readonly vmId: string;
  /** A native filter right behind the one that judges denies what that has not marked. */
  readonly backstop: boolean;
  /** It comes by ECDS, under its name: from a URL always, and from a file where several filter chains share it. */
  readonly discovered: boolean;
  /** Keeps clean requests out of the one that judges. */
  readonly screen: { readonly form: ScreenForm; readonly clean: CleanHeaders } | undefined;
  /** Where the one that restores stands, if there is one. */
  readonly restore: RestorePlace;
}

/**
 * The patches of one instance. A local file stands in the filter itself. A remote module goes through ECDS, by
 * `config_discovery` and an EXTENSION_CONFIG of the same name: only so does Istio's agent fetch and check it. A remote
 * URL in the filter itself would be left to Envoy (seen on Istio 1.31: every request 503).
 */
export function patchesOf(instance: Instance, chain: Chain): Record<string, unknown>[] {
  const { deployment, context, code, vmId, discovered, backstop, screen, restore } = chain;
  const name = filterName(chain, instance);
  const config = wasmFilterConfig({ instance, code, vmId, failStrategy: deployment.failStrategy });
  const judges = instance.role === 'judge';
  const plain = discovered ? discoveredFilter(name) : { name, typed_config: config };
  const upstream = !judges && restore === 'upstream';
  const value = upstream ? routerFilter([plain]) : judges && screen !== undefined ? screened(plain, screen) : plain;
  // ADD would append behind the router, and Envoy then refuses the listener and all later changes of it.
  const operation = judges ? 'INSERT_FIRST' : upstream ? 'MERGE' : 'INSERT_BEFORE';
  // Of several INSERT_FIRST in one EnvoyFilter the last is first in the chain (seen on Istio 1.31), so the backstop stands
  // before its filter here, to be right behind it there. INSERT_AFTER would leave a chain without it where the name is
  // not found, in silence; so placed, it is in every chain that the filter is in, and denies all where that is missing.
  const guarded = backstop && judges;
  const values = guarded
    ? [backstopFilter(`${name}-backstop`, deployment.filter, instance.config, screen?.clean), value]
    : [value];
  const inserts = values.flatMap((filter) =>
    portMatches(deployment.matchPorts).map((port) => ({
      applyTo: 'HTTP_FILTER',
      match: { context, listener: { ...port, filterChain: chainMatch(judges ? undefined : routerName) } },
      patch: { operation, value: filter },
    })),
  );
  if (!discovered) return inserts;
  const extension = { operation: 'ADD', value: { name, typed_config: config } };
  return [...inserts, { applyTo: 'EXTENSION_CONFIG', match: { context }, patch: extension }];
}

/** In the place of a filter and by its name: the same filter for the requests that are not clean. */
function screened(inner: InnerFilter, { form, clean }: NonNullable<Chain['screen']>): Extension {
  if (form === 'composite') return compositeFilter(inner.name, inner, clean);
  if ('typed_config' in inner) return delegateFilter(inner.name, inner, clean);
  throw new Error('a delegate cannot come by ECDS');
}

/** Without a limit the listener waits for the module, rather than to serve requests that the filter has not seen. */
const discovery = {
  config_source: { ads: {}, initial_fetch_timeout: '0s', resource_api_version: 'V3' },
  type_urls: [wasmTypeUrl],
};

/** What comes by ECDS under this name. */
export function discoveredFilter(name: string): InnerFilter {
  return { name, config_discovery: discovery };
}

export function portMatches(ports: readonly number[]): { portNumber?: number }[] {
  return ports.length === 0 ? [{}] : ports.map((portNumber) => ({ portNumber }));
}

/** Chains that speak HTTP, or their filter of that name. */
export function chainMatch(subFilter?: string): Record<string, unknown> {
  const name = 'envoy.filters.network.http_connection_manager';
  return { filter: { name, ...(subFilter !== undefined && { subFilter: { name: subFilter } }) } };
}

/** Name of an instance in the filter chain. */
export function filterName({ namespace }: Pick<Chain, 'namespace'>, { name }: Instance): string {
  return `${namespace}.${name}`;
}
