import type { Extension } from '../../tools/envoy/proto.ts';
import { compositeFilter, delegateFilter } from '../../tools/envoy/screened-filter.ts';
import { backstopFilter } from '../../tools/generate/backstop.ts';
import { cleanHeaders } from '../../tools/generate/screen.ts';
import { nativeSettings, type NativePreset } from '../../test/e2e/normalizer/native-settings.ts';
import { lowerCase } from './guard-configurations.ts';
import { guardVariants } from './guard-variants.ts';
import { peers } from './peers.ts';
import { lua, plugin } from './row-filters.ts';
import type { Variant } from './variant.ts';

const upper = [{ path: '/Api/V1/Users', seen: '/api/v1/users' }];
const spelled = [{ path: '/A//b/./%2e%2E/C%2Fd/E', seen: '/A/C/d/E' }];

/** The normalizer with a configuration. */
function normalizer(id: string, title: string, configuration: object, more: Partial<Variant> = {}): Variant {
  const vm = more.vm ?? 'normalizer';
  const settings: Variant['settings'] = (file) => ({
    httpFilters: [plugin(id, file('normalizer'), vm, configuration)],
  });
  return { id, title, modules: ['normalizer'], vm, settings, ...more };
}

/**
 * The normalizer behind a native matcher, as `generate envoy-filter --screen` places it. The plugin is the one of the row
 * `lower-case`, so one Envoy serves both, and Lua's, in as few VMs.
 */
function screened(id: string, title: string, screen: typeof delegateFilter): Variant {
  const clean = cleanHeaders(lowerCase);
  const settings: Variant['settings'] = (file) => ({
    httpFilters: [screen(id, plugin('lower-case', file('normalizer'), 'alone', lowerCase), clean)],
  });
  return normalizer(id, title, lowerCase, { vm: 'alone', settings, probes: upper });
}

/** What the calls alone cost, and behind the screen that is slowest to pass by: no module can add less. */
function least(id: string, title: string): readonly Variant[] {
  const filter = (file: (module: string) => string) => plugin(id, file(id), id);
  const shared = { modules: [id], probes: [{ path: '/Api/V1/Users', seen: '/Api/V1/Users' }] };
  const clean = cleanHeaders(lowerCase);
  return [
    { id, title, ...shared, settings: (file) => ({ httpFilters: [filter(file)] }) },
    {
      id: `${id}-delegate`,
      title: `${title}, behind a screen (match delegate)`,
      ...shared,
      settings: (file) => ({ httpFilters: [delegateFilter(id, filter(file), clean)] }),
    },
  ];
}

function native(preset: Exclude<NativePreset, 'NONE'>): Variant {
  return { id: `native-${preset}`, title: `Envoy itself, ${preset}`, settings: () => nativeSettings[preset] };
}

/** Every row there is. `root` is that of the repository. */
export function allVariants(root: string): readonly Variant[] {
  const marked = { ...lowerCase, mark: true };
  return [
    { id: 'none', title: 'no filter', settings: () => ({}) },
    { ...lua(root, 'page', "Lua of Istio's page"), probes: upper },
    { ...lua(root, 'equal', 'Lua, equal job'), probes: upper },
    // A VM of its own: what one plugin costs alone.
    normalizer('lower-case', 'normalizer, lower-case', lowerCase, { vm: 'alone', probes: upper }),
    // The next one, and in a VM of its own too: it is compared with the one before, so one Envoy has to serve both (batches.ts).
    normalizer(
      'preset-STRICT',
      'normalizer, STRICT',
      { path: { preset: 'STRICT' } },
      { vm: 'strict', probes: spelled },
    ),
    ...peers['lower-case'].map(({ peer: { id, title } }): Variant => ({
      id,
      title,
      modules: [id],
      settings: (file) => ({ httpFilters: [plugin(id, file(id), id)] }),
      probes: upper,
    })),
    ...peers.least.flatMap(({ peer: { id, title } }) => least(id, title)),
    native('BASE'),
    native('MERGE_SLASHES'),
    native('DECODE_AND_MERGE_SLASHES'),
    normalizer('preset-BASE', 'normalizer, BASE', { path: { preset: 'BASE' } }),
    normalizer('preset-MERGE_SLASHES', 'normalizer, MERGE_SLASHES', { path: { preset: 'MERGE_SLASHES' } }),
    normalizer(
      'preset-DECODE_AND_MERGE_SLASHES',
      'normalizer, DECODE_AND_MERGE_SLASHES',
      { path: { preset: 'DECODE_AND_MERGE_SLASHES' } },
      { probes: spelled },
    ),
    normalizer('original', 'normalizer, lower-case, forward ORIGINAL, and the restoring instance', lowerCase, {
      settings: (file) => ({
        httpFilters: [
          plugin('original', file('normalizer'), 'normalizer', { ...lowerCase, forward: 'ORIGINAL' }),
          { ...plugin('restore', file('normalizer'), 'normalizer', { restore: true }), name: 'restore' },
        ],
      }),
      probes: [{ path: '/Api/V1/Users', seen: '/Api/V1/Users' }],
    }),
    screened('composite', 'normalizer, lower-case, behind a screen (composite filter)', compositeFilter),
    screened('delegate', 'normalizer, lower-case, behind a screen (match delegate)', delegateFilter),
    normalizer('mark', 'normalizer, lower-case, mark', marked, { probes: upper }),
    normalizer('backstop', 'normalizer, lower-case, mark, and the backstop', marked, {
      settings: (file) => ({
        httpFilters: [
          plugin('backstop', file('normalizer'), 'normalizer', marked),
          backstopFilter('backstop', 'normalizer', {}) as unknown as Extension,
        ],
      }),
      probes: upper,
    }),
    ...guardVariants(root),
  ];
}
