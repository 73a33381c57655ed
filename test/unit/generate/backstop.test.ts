import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { schemaErrors } from './crd-schema.ts';
import { runGenerate } from './run-generate.ts';
import { haveCases, readCrds, root } from './shared-cases.ts';

interface Patch {
  readonly applyTo: string;
  readonly match: { readonly listener?: { readonly portNumber?: number } };
  readonly patch: { readonly operation: string; readonly value: { readonly name: string } };
}

interface Manifest {
  readonly spec: { readonly configPatches: readonly [Patch] };
}

const args = 'envoy-filter -o json --backstop --match-port 8443 --match-port 8080'.split(' ');
const forms = [
  ['--file', '/etc/portcullis/filter.wasm'],
  ['--url', 'https://files.example/filter.wasm'],
];
const rows = forms.flatMap((form) => [
  { filter: 'normalizer', flags: form, behind: [] },
  { filter: 'normalizer', flags: [...form, '--forward-original'], behind: ['envoy.filters.http.router'] },
  {
    filter: 'normalizer',
    flags: [...form, '--forward-original', '--restore=downstream'],
    behind: ['portcullis-normalizer-restore'],
  },
  { filter: 'misdirected-guard', flags: form, behind: [] },
]);

async function patchesOf(filter: string, flags: readonly string[]): Promise<Patch[]> {
  const run = await runGenerate([...args, '--filter', filter, ...flags]);
  expect(run, run.err).toMatchObject({ code: 0 });
  return (JSON.parse(run.out) as { items: [{ spec: { configPatches: Patch[] } }] }).items[0].spec.configPatches;
}

/** The chain of one port in front of the router, where each INSERT_FIRST goes before what is there (seen on Istio 1.31). */
function chainOf(patches: readonly Patch[], port: number): string[] {
  const chain: string[] = [];
  for (const { match, patch } of patches) {
    if (match.listener?.portNumber !== port) continue;
    if (patch.operation === 'INSERT_FIRST') chain.unshift(patch.value.name);
    else chain.push(patch.value.name);
  }
  return chain.map((name) => name.replace('istio-system.', ''));
}

describe('--backstop', () => {
  it.each(rows)('is right behind $filter on each port: $flags', async ({ filter, flags, behind }) => {
    const patches = await patchesOf(filter, flags);
    const expected = [`portcullis-${filter}`, `portcullis-${filter}-backstop`, ...behind];
    expect(chainOf(patches, 8443)).toEqual(expected);
    expect(chainOf(patches, 8080)).toEqual(expected);
  });

  it('is a native filter in the chain itself, not one that has to be fetched', async () => {
    const patches = await patchesOf('normalizer', forms[1] ?? []);
    const backstops = patches.filter(({ patch }) => patch.value.name.endsWith('-backstop'));
    expect(backstops.map(({ applyTo }) => applyTo)).toEqual(['HTTP_FILTER', 'HTTP_FILTER']);
    expect(backstops[0]?.patch.value).toEqual({
      name: 'istio-system.portcullis-normalizer-backstop',
      typed_config: {
        '@type': 'type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBAC',
        rules: {
          action: 'DENY',
          policies: {
            backstop: {
              permissions: [{ any: true }],
              principals: [
                {
                  not_id: {
                    filter_state: {
                      key: 'wasm.portcullis.normalizer',
                      string_match: { safe_regex: { regex: '.*' } },
                    },
                  },
                },
              ],
            },
          },
        },
      },
    });
  });

  it('marks what the filter judged, and not in the instance that restores', async () => {
    const flags = ['--file', '/x', '--forward-original', '--plugin-config', '{"path":{"preset":"BASE"}}'];
    const values = JSON.stringify(await patchesOf('normalizer', flags));
    expect(values).toContain(JSON.stringify('{"path":{"preset":"BASE"},"mark":true,"forward":"ORIGINAL"}'));
    expect(values).toContain(JSON.stringify('{"restore":true}'));
  });

  it('is in docs/generate.md for a WasmPlugin as it is generated for an EnvoyFilter', async () => {
    const page = readFileSync(`${root}docs/generate.md`, 'utf8');
    const shown = [...page.matchAll(/```yaml\n([^`]*)```/g)].map(([, text = '']) => parse(text) as Manifest);
    const [generated] = await patchesOf('normalizer', ['--file', '/x']);
    expect(shown.map(({ spec }) => spec.configPatches[0].patch)).toEqual([
      { operation: 'INSERT_BEFORE', value: generated?.patch.value },
    ]);
    if (!haveCases('the EnvoyFilter of docs/generate.md against the CRD schemas of Istio')) return;
    const schema = readCrds().get('networking.istio.io/v1alpha3 EnvoyFilter')!;
    expect(shown.flatMap((manifest) => schemaErrors(manifest, schema))).toEqual([]);
  });
});
