import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { any, type Proto } from '../../../tools/envoy/proto.ts';
import { filterPath } from '../../unit/cases/filter-wasm.ts';
import { runGenerate } from '../../unit/generate/run-generate.ts';
import { placedFilters, type FilterPatch } from '../envoy/placed-filters.ts';

/** A filter with the filter state that it leaves. */
export interface Deployed {
  readonly filter: 'normalizer' | 'misdirected-guard';
  readonly mark: string;
}

/** An HTTP filter as a connection manager lists it. */
export interface ChainFilter extends Proto {
  readonly name: string;
}

interface WasmExtension {
  readonly name: string;
  readonly typed_config: Proto & { readonly config: Proto & { readonly vm_config: Proto } };
}

type Patch =
  | ({ readonly applyTo: 'HTTP_FILTER' } & FilterPatch<ChainFilter>)
  | { readonly applyTo: 'EXTENSION_CONFIG'; readonly patch: { readonly value: WasmExtension } };

/**
 * The HTTP filters that `portcullis generate envoy-filter` makes, in the order in which Istio puts them into a chain, and the
 * router.
 *
 * @param folder where the files of filters by ECDS are written.
 */
export async function generatedChain(
  { filter }: Deployed,
  folder: string,
  flags: readonly string[],
): Promise<ChainFilter[]> {
  const args = ['envoy-filter', '--filter', filter, '-o', 'json', ...flags];
  if (!flags.includes('--url')) args.push('--file', filterPath(filter));
  const run = await runGenerate(args);
  if (run.code !== 0) throw new Error(run.err);
  const { items } = JSON.parse(run.out) as { items: readonly { spec: { configPatches: readonly Patch[] } }[] };
  const patches = items.flatMap(({ spec }) => spec.configPatches);
  const sources = new Map<string, Proto>();
  for (const { applyTo, patch } of patches) {
    if (applyTo === 'EXTENSION_CONFIG')
      sources.set(patch.value.name, fileSource(patch.value, folder, filterPath(filter)));
  }
  const chain = placedFilters(patches.filter((patch) => patch.applyTo === 'HTTP_FILTER'));
  return chain.map((value) => {
    const source = sources.get(value.name);
    return source === undefined
      ? value
      : { ...value, config_discovery: { ...(value['config_discovery'] as Proto), config_source: source } };
  });
}

/**
 * Does what Istio's agent does for a filter by ECDS: hands out its configuration, with a local file in place of the URL. Here
 * from a file, not over ADS, and with a limit on the waiting, since some configurations are to fail.
 */
function fileSource(extension: WasmExtension, folder: string, module: string): Proto {
  const { config } = extension.typed_config;
  const vm_config = { ...config.vm_config, code: { local: { filename: module } } };
  const typed_config = { ...extension.typed_config, config: { ...config, vm_config } };
  const path = join(folder, `${extension.name}.json`);
  const resources = [any('envoy.config.core.v3.TypedExtensionConfig', { name: extension.name, typed_config })];
  writeFileSync(path, JSON.stringify({ version_info: '1', resources }));
  return { path_config_source: { path }, initial_fetch_timeout: '1s', resource_api_version: 'V3' };
}
