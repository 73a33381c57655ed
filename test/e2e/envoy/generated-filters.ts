import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { any, given, type Extension, type Proto } from '../../../tools/envoy/proto.ts';
import type { FilterName } from '../../../tools/generate/filters.ts';
import { filterPath } from '../../unit/cases/filter-wasm.ts';
import { runGenerate } from '../../unit/generate/run-generate.ts';
import { placedFilters, type FilterPatch, type PatchedChain } from './placed-filters.ts';

/** An HTTP filter as a connection manager lists it. */
export interface ChainFilter extends Proto {
  readonly name: string;
}

type Patch =
  | ({ readonly applyTo: 'HTTP_FILTER' } & FilterPatch<ChainFilter>)
  | { readonly applyTo: 'EXTENSION_CONFIG'; readonly patch: { readonly value: Extension } };

interface Manifest {
  readonly spec: { readonly priority: number; readonly configPatches: readonly Patch[] };
}

export interface GeneratedOptions {
  /** Whose module stands in for whatever the manifests name. */
  readonly filter: FilterName;
  /** Of the command, without `envoy-filter`, `--filter` and `--file`, which is added where there is no `--url`. */
  readonly flags: readonly string[];
  /** Where the files of filters by ECDS are written: what Istio's agent hands out, with the module as a local file. */
  readonly folder: string;
  /** How long Envoy waits for a filter by ECDS, where one is not to come; its default (15s) when left out. */
  readonly fetchTimeout?: string;
}

/** What `portcullis generate envoy-filter` makes of a chain: its HTTP filters in the order in which Istio puts them there, and the router. */
export type FiltersOf = (chain?: PatchedChain, before?: readonly Extension[]) => ChainFilter[];

export async function generatedFilters({ filter, flags, folder, fetchTimeout }: GeneratedOptions): Promise<FiltersOf> {
  const args = ['envoy-filter', '--filter', filter, '-o', 'json', ...flags];
  if (!flags.includes('--url')) args.push('--file', filterPath(filter));
  const run = await runGenerate(args);
  // Findings about the input are no failure here.
  if (run.code > 1) throw new Error(run.err);
  const { items } = JSON.parse(run.out) as { items: readonly Manifest[] };
  // Higher is later, as in Istio; equal ones by age and name.
  const manifests = items.toSorted((one, other) => one.spec.priority - other.spec.priority);
  const patches = manifests.flatMap(({ spec }) => spec.configPatches);
  const sources: Record<string, Proto> = {};
  for (const { applyTo, patch } of patches) {
    if (applyTo !== 'EXTENSION_CONFIG') continue;
    const path = join(folder, `${patch.value.name}.json`);
    writeFileSync(path, discovered(patch.value, filterPath(filter)));
    sources[patch.value.name] = {
      path_config_source: { path },
      ...given({ initial_fetch_timeout: fetchTimeout }),
      resource_api_version: 'V3',
    };
  }
  const inChain = patches.filter((patch) => patch.applyTo === 'HTTP_FILTER');
  return (chain, before = []) =>
    placedFilters(inChain, before as unknown as readonly ChainFilter[], chain).map(
      (one) => withSources(one, sources) as ChainFilter,
    );
}

function discovered(extension: Extension, module: string): string {
  const text = JSON.stringify(extension.typed_config, (key, value: unknown) =>
    key === 'code' ? { local: { filename: module } } : value,
  );
  const resource = { name: extension.name, typed_config: JSON.parse(text) as Proto };
  const resources = [any('envoy.config.core.v3.TypedExtensionConfig', resource)];
  return JSON.stringify({ version_info: '1', resources });
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
