import { loadHost } from './cases.ts';
import { peers } from './peers.ts';
import { lua, plugin } from './row-filters.ts';
import type { Probe, Variant } from './variant.ts';

const other = 'admin.example.com';

/** The server name of each is `loadHost`. */
const probes: readonly Probe[] = [
  { path: '/', host: loadHost, seen: '200' },
  { path: '/', host: `${loadHost.toUpperCase()}:443`, seen: '200' },
  { path: '/', host: other, seen: '421' },
];

const threeListeners = {
  rule: 'LISTENER',
  listeners: [
    { name: 'guest', hosts: [loadHost] },
    { name: 'admin', hosts: [other] },
    { name: 'apps', hosts: ['*.apps.example.com'] },
  ],
};

/** The rows that answer 421, on listeners with TLS. */
export function guardVariants(root: string): readonly Variant[] {
  const variants: readonly Variant[] = [
    lua(root, 'guard', 'Lua'),
    guard('guard', 'misdirected-guard, three listeners', threeListeners),
    guard('guard-equals', 'misdirected-guard, SNI_EQUALS_HOST', { rule: 'SNI_EQUALS_HOST' }),
    ...peers.guard.map(({ peer: { id, title } }): Variant => ({
      id,
      title,
      modules: [id],
      settings: (file) => ({ httpFilters: [plugin(id, file(id), id)] }),
    })),
  ];
  return [
    { id: 'none-tls', title: 'no filter', tls: true, settings: () => ({}) },
    ...variants.map((variant) => ({ ...variant, tls: true, probes })),
  ];
}

/** The guard with a configuration; all of them share a VM. */
function guard(id: string, title: string, configuration: object): Variant {
  const module = 'misdirected-guard';
  const settings: Variant['settings'] = (file) => ({
    httpFilters: [plugin(id, file(module), module, configuration)],
  });
  return { id, title, modules: [module], settings };
}
