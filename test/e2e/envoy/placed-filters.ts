import type { Proto } from '../../../tools/envoy/proto.ts';
import { routerFilter } from '../../../tools/envoy/router-filter.ts';

/** A patch of applyTo HTTP_FILTER. */
export interface FilterPatch<Filter extends Proto> {
  /** What of an EnvoyFilter's match tells chains and filters apart. */
  readonly match?: {
    readonly listener?: {
      readonly portNumber?: number;
      readonly filterChain?: {
        readonly sni?: string;
        readonly filter?: { readonly subFilter?: { readonly name: string } };
      };
    };
  };
  readonly patch: { readonly operation: string; readonly value: Filter };
}

/** A filter chain as patches find it. */
export interface PatchedChain {
  readonly serverNames?: readonly string[];
  /** Of its listener; patches with a port hold on every chain when left out. */
  readonly port?: number;
}

/**
 * The HTTP filters of a chain with the router at its end, as Istio makes them of patches: each INSERT_FIRST goes before what is
 * there already (seen on Istio 1.31), each INSERT_BEFORE, of the router, right before it, each MERGE into the router, lists behind
 * the lists that are there, and each REPLACE in the place of the filter of that name, if there is one
 * (pilot/pkg/networking/core/envoyfilter/listener_patch.go).
 *
 * @param before what is in the chain without any patch: authorization.
 */
export function placedFilters<Filter extends Proto>(
  patches: readonly FilterPatch<Filter>[],
  before: readonly Filter[] = [],
  at: PatchedChain = {},
): Filter[] {
  const chain = [...before];
  let router = { ...routerFilter() } as Proto;
  for (const { match, patch } of patches.filter((one) => isFor(at, one))) {
    const { operation, value } = patch;
    if (operation === 'INSERT_FIRST') chain.unshift(value);
    else if (operation === 'INSERT_BEFORE') chain.push(value);
    else if (operation === 'MERGE') router = merged(router, value);
    else if (operation === 'REPLACE') {
      const name = match?.listener?.filterChain?.filter?.subFilter?.name;
      const place = chain.findIndex((filter) => filter['name'] === name);
      if (place >= 0) chain[place] = value;
    } else throw new Error(`no place in a chain for ${operation}`);
  }
  return [...chain, router as Filter];
}

function isFor({ serverNames = [], port }: PatchedChain, { match }: FilterPatch<Proto>): boolean {
  const { portNumber, filterChain } = match?.listener ?? {};
  if (portNumber !== undefined && port !== undefined && portNumber !== port) return false;
  return filterChain?.sni === undefined || serverNames.includes(filterChain.sni);
}

/** As messages of protobuf are merged: lists are appended, messages merged, scalars replaced. */
function merged(one: Proto, other: Proto): Proto {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...keys].map((key) => [key, mergedValue(one[key], other[key])]));
}

function mergedValue(one: unknown, other: unknown): unknown {
  if (one === undefined || other === undefined) return other ?? one;
  if (Array.isArray(one) && Array.isArray(other)) return [...(one as unknown[]), ...(other as unknown[])];
  return typeof one === 'object' && typeof other === 'object' ? merged(one as Proto, other as Proto) : other;
}
