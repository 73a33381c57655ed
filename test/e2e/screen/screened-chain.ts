import type { Extension } from '../../../tools/envoy/proto.ts';
import { generatedFilters } from '../envoy/generated-filters.ts';

/**
 * The HTTP filters that `portcullis generate envoy-filter --filter normalizer` makes, in the order in which Istio puts them into
 * a chain, and the router.
 *
 * @param folder where the files of filters by ECDS are written.
 * @param before what is in the chain without them: authorization.
 */
export async function screenedChain(
  folder: string,
  flags: readonly string[],
  before: readonly Extension[] = [],
): Promise<Extension[]> {
  const filtersOf = await generatedFilters({ filter: 'normalizer', flags, folder });
  return filtersOf({}, before) as (Extension & ReturnType<typeof filtersOf>[number])[];
}
