import type { Proto } from '../../../tools/envoy/proto.ts';
import { routerFilter } from '../../../tools/envoy/router-filter.ts';

/** A patch of applyTo HTTP_FILTER. */
export interface FilterPatch<Filter extends Proto> {
  readonly patch: { readonly operation: string; readonly value: Filter };
}

/**
 * The HTTP filters of a chain with the router at its end, as Istio makes them of patches: each INSERT_FIRST goes before what is
 * there already (seen on Istio 1.31), each INSERT_BEFORE, of the router, right before it, and each MERGE into the router, lists
 * behind the lists that are there.
 *
 * @param before what is in the chain without any patch: authorization.
 */
export function placedFilters<Filter extends Proto>(
  patches: readonly FilterPatch<Filter>[],
  before: readonly Filter[] = [],
): Filter[] {
  const chain = [...before];
  let router = { ...routerFilter() } as Proto;
  for (const { operation, value } of patches.map(({ patch }) => patch)) {
    if (operation === 'INSERT_FIRST') chain.unshift(value);
    else if (operation === 'INSERT_BEFORE') chain.push(value);
    else if (operation === 'MERGE') router = merged(router, value);
    else throw new Error(`no place in a chain for ${operation}`);
  }
  return [...chain, router as Filter];
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
