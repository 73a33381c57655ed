import type { Extension } from '../../../tools/envoy/proto.ts';
import { filterPath } from '../../unit/cases/filter-wasm.ts';
import { runGenerate } from '../../unit/generate/run-generate.ts';

interface Patch {
  readonly applyTo: string;
  readonly patch: { readonly operation: string; readonly value: Extension };
}

/** A filter with the flags that it is generated with here, and the filter state that it leaves. */
export interface Deployed {
  readonly filter: 'normalizer' | 'misdirected-guard';
  readonly mark: string;
}

/**
 * The HTTP filters that `portcullis generate envoy-filter` makes, in the order in which Istio puts them into a chain: each
 * INSERT_FIRST goes before what is there already (seen on Istio 1.31), each INSERT_BEFORE, of the router, behind it.
 */
export async function generatedChain({ filter }: Deployed, ...flags: readonly string[]): Promise<Extension[]> {
  const args = ['envoy-filter', '--filter', filter, '--file', filterPath(filter), '-o', 'json', ...flags];
  const run = await runGenerate(args);
  if (run.code !== 0) throw new Error(run.err);
  const { items } = JSON.parse(run.out) as { items: readonly { spec: { configPatches: readonly Patch[] } }[] };
  const chain: Extension[] = [];
  for (const { patch } of items.flatMap(({ spec }) => spec.configPatches)) {
    if (patch.operation === 'INSERT_FIRST') chain.unshift(patch.value);
    else if (patch.operation === 'INSERT_BEFORE') chain.push(patch.value);
    else throw new Error(`no place in a chain for ${patch.operation}`);
  }
  return chain;
}
