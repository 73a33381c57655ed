import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runGenerate } from './run-generate.ts';
import { root } from './shared-cases.ts';

interface Named {
  readonly name: string;
  readonly typed_config?: { readonly upstream_http_filters?: readonly Named[]; readonly config?: unknown };
}

interface Patch {
  readonly applyTo: string;
  readonly match: unknown;
  readonly patch: { readonly operation: string; readonly value: Named };
}

const forms = [
  ['--file', '/etc/portcullis/filter.wasm'],
  ['--url', 'https://files.example/filter.wasm'],
];
const rows = forms.flatMap((form) =>
  [[], ['--backstop'], ['--screen'], ['--screen', '--backstop']].map((more) => [...form, ...more]),
);
const args = 'envoy-filter --filter normalizer -o json --forward-original'.split(' ');
const router = 'envoy.filters.http.router';
const restoring = 'istio-system.portcullis-normalizer-restore';

async function patchesOf(flags: readonly string[]): Promise<Patch[]> {
  const run = await runGenerate([...args, ...flags]);
  expect(run, run.err).toMatchObject({ code: 0 });
  return (JSON.parse(run.out) as { items: [{ spec: { configPatches: Patch[] } }] }).items[0].spec.configPatches;
}

const mergesOf = (patches: readonly Patch[]): Patch[] => patches.filter(({ patch }) => patch.operation === 'MERGE');

describe('--forward-original of an EnvoyFilter', () => {
  it.each(rows)('puts the path back in the router, the codec last: %s %s %s %s', async (...flags) => {
    const patches = await patchesOf(flags.filter((flag) => flag !== undefined));
    expect(mergesOf(patches)).toEqual([
      {
        applyTo: 'HTTP_FILTER',
        match: {
          context: 'GATEWAY',
          listener: {
            filterChain: {
              filter: { name: 'envoy.filters.network.http_connection_manager', subFilter: { name: router } },
            },
          },
        },
        patch: { operation: 'MERGE', value: expect.objectContaining({ name: router }) as unknown },
      },
    ]);
    const { value } = mergesOf(patches)[0]!.patch;
    const upstream = value.typed_config?.upstream_http_filters ?? [];
    expect(upstream.map(({ name }) => name)).toEqual([restoring, 'envoy.filters.http.upstream_codec']);
    const places = patches.filter(({ patch }) => patch.value.name === restoring).map(({ applyTo }) => applyTo);
    expect(places).toEqual(flags.includes('--url') ? ['EXTENSION_CONFIG'] : []);
    // The screen and the mark are for the one that judges.
    expect(JSON.stringify(upstream)).not.toMatch(/ExtensionWithMatcher|"mark/);
  });

  it('merges once for each port', async () => {
    const ports = ['--match-port', '8443', '--match-port', '8080'];
    const merges = mergesOf(await patchesOf([...forms[0]!, ...ports]));
    expect(merges.map(({ match }) => (match as { listener: object }).listener)).toEqual([
      expect.objectContaining({ portNumber: 8443 }),
      expect.objectContaining({ portNumber: 8080 }),
    ]);
  });

  it('makes the router that docs/forward-original.md shows for plain Envoy', async () => {
    const page = readFileSync(`${root}docs/forward-original.md`, 'utf8');
    const [, text = ''] = /```yaml\n([^`]*)```/.exec(page) ?? [];
    const shown = outline(parse(text) as Named);
    expect(outline(mergesOf(await patchesOf(forms[0]!))[0]!.patch.value)).toEqual(shown);
    expect(shown).toHaveLength(3);
  });

  it.each([
    ['envoy-filter', [], 'put back upstream'],
    ['envoy-filter', ['--restore=upstream'], 'put back upstream'],
    ['envoy-filter', ['--restore=downstream'], 'chooses the route anew'],
    ['wasm-plugin', [], 'chooses the route anew'],
    ['wasm-plugin', ['--restore=downstream'], 'chooses the route anew'],
  ] as const)('%s %s says what the place costs', async (target, flags, text) => {
    const common = [target, '--filter', 'normalizer', ...forms[1]!, ...flags];
    const notes = (err: string): string[] => err.split('\n').filter((line) => line.includes('original path'));
    for (const restores of [['--forward-original'], ['--plugin-config', '{"restore":true}']]) {
      const { err } = await runGenerate([...common, ...restores]);
      expect(notes(err)).toEqual([expect.stringContaining(text)]);
      expect(notes(err)[0]).toMatch(/^note: /);
    }
    if (flags.length === 0) expect(notes((await runGenerate(common)).err)).toEqual([]);
  });

  it('takes the place from a values file too', async () => {
    const run = await runGenerate([...args, ...forms[0]!, '--values', '-'], { stdin: 'restore: downstream\n' });
    expect(run.out).toContain('INSERT_BEFORE');
    expect(run.out).not.toContain('"MERGE"');
  });
});

/** Types of a filter and of its upstream filters, in their order. */
function outline({ typed_config = {} }: Named): unknown[] {
  const { '@type': type } = typed_config as { '@type'?: unknown };
  return [type, ...(typed_config.upstream_http_filters ?? []).flatMap(outline)];
}
