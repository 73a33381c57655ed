import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { any, type Extension, type Proto } from '../../../tools/envoy/proto.ts';
import { filterPath } from '../../unit/cases/filter-wasm.ts';
import { runGenerate } from '../../unit/generate/run-generate.ts';
import { placedFilters, type FilterPatch } from '../envoy/placed-filters.ts';

interface Patch extends FilterPatch<PatchedFilter> {
  readonly applyTo: 'HTTP_FILTER' | 'EXTENSION_CONFIG';
}

type PatchedFilter = Extension & Proto;

/**
 * The HTTP filters that `portcullis generate envoy-filter --filter normalizer` makes, in the order in which Istio puts them into
 * a chain, and the router.
 *
 * @param folder where the files of filters by ECDS are written: what Istio's agent hands out, with the module as a local file.
 * @param before what is in the chain without them: authorization.
 */
export async function screenedChain(
  folder: string,
  flags: readonly string[],
  before: readonly Extension[] = [],
): Promise<Extension[]> {
  const args = ['envoy-filter', '--filter', 'normalizer', '-o', 'json', ...flags];
  if (!flags.includes('--url')) args.push('--file', filterPath('normalizer'));
  const run = await runGenerate(args);
  if (run.code !== 0) throw new Error(run.err);
  const { items } = JSON.parse(run.out) as { items: readonly { spec: { configPatches: readonly Patch[] } }[] };
  const patches = items.flatMap(({ spec }) => spec.configPatches);
  const sources: Record<string, Proto> = {};
  for (const { applyTo, patch } of patches) {
    if (applyTo === 'EXTENSION_CONFIG') sources[patch.value.name] = fileSource(patch.value, folder);
  }
  const filters = patches.filter(({ applyTo }) => applyTo === 'HTTP_FILTER');
  const chain = placedFilters(filters, before as readonly PatchedFilter[]);
  return chain.map((filter) => withSources(filter, sources) as Extension);
}

function fileSource(extension: Extension, folder: string): Proto {
  const file = join(folder, `${extension.name}.json`);
  const text = JSON.stringify(extension.typed_config, (key, value: unknown) =>
    key === 'code' ? { local: { filename: filterPath('normalizer') } } : value,
  );
  const resource = { name: extension.name, typed_config: JSON.parse(text) as Proto };
  const resources = [any('envoy.config.core.v3.TypedExtensionConfig', resource)];
  writeFileSync(file, JSON.stringify({ version_info: '1', resources }));
  return { path_config_source: { path: file }, resource_api_version: 'V3' };
}

/** A filter with the source of what it names, wherever in it that stands. */
function withSources(value: unknown, sources: Readonly<Record<string, Proto>>): unknown {
  if (Array.isArray(value)) return value.map((item) => withSources(item, sources));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withSources(inner, sources)] as const);
  const proto = Object.fromEntries(entries) as Proto;
  const source = 'config_discovery' in proto ? sources[String(proto['name'])] : undefined;
  return source === undefined
    ? proto
    : { ...proto, config_discovery: { ...(proto['config_discovery'] as Proto), config_source: source } };
}
