import { generatedFilters, type ChainFilter } from '../envoy/generated-filters.ts';

export type { ChainFilter };

/** A filter with the filter state that it leaves. */
export interface Deployed {
  readonly filter: 'normalizer' | 'misdirected-guard';
  readonly mark: string;
}

/**
 * The HTTP filters that `portcullis generate envoy-filter` makes, in the order in which Istio puts them into a chain, and the
 * router. Some of these configurations are to fail, so Envoy does not wait long for a filter by ECDS.
 *
 * @param folder where the files of filters by ECDS are written.
 */
export async function generatedChain(
  { filter }: Deployed,
  folder: string,
  flags: readonly string[],
): Promise<ChainFilter[]> {
  const filtersOf = await generatedFilters({ filter, flags, folder, fetchTimeout: '1s' });
  return filtersOf();
}
