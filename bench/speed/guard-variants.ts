import { namesFilter } from '../../tools/envoy/screened-filter.ts';
import { listenerScreens } from '../../tools/generate/guard-screen.ts';
import { hostCovers } from '../../tools/istio/host.ts';
import { probeHost } from './bench-listener.ts';
import { loadHost } from './cases.ts';
import { gatewayConfiguration, guardConfigurations, lowerCase, otherListenerHost } from './guard-configurations.ts';
import type { GuardRowId } from './guard-configurations.ts';
import { peers } from './peers.ts';
import { lua, luaScript, plugin } from './row-filters.ts';
import type { Probe, Variant } from './variant.ts';

const module = 'misdirected-guard';

const guards: readonly Probe[] = [
  { path: '/', host: loadHost, seen: '200' },
  { path: '/', host: `${loadHost.toUpperCase()}:443`, seen: '200' },
  { path: '/', host: otherListenerHost, seen: '421' },
];
const guardsAndLowers: readonly Probe[] = [...guards, { path: '/Api', host: probeHost, sni: probeHost, seen: '/api' }];

/** The rows that answer 421, on listeners with TLS. */
export function guardVariants(root: string): readonly Variant[] {
  const variants: readonly Variant[] = [
    lua(root, 'guard', 'Lua'),
    guard('guard', 'misdirected-guard, three listeners'),
    guard('guard-equals', 'misdirected-guard, SNI_EQUALS_HOST'),
    guard('guard-10', 'misdirected-guard, 10 hosts'),
    guard('guard-100000', 'misdirected-guard, 100,000 hosts'),
    screened('guard', 'of two hosts'),
    screened('guard-wildcard', 'of a wildcard'),
    screened('guard-5000', 'of 5,000 hosts'),
    ...peers.guard.map(({ peer: { id, title } }): Variant => ({
      id,
      title,
      modules: [id],
      settings: (file) => ({ httpFilters: [plugin(id, file(id), id)] }),
    })),
    ...bothJobs(root),
  ];
  return [
    { id: 'none-tls', title: 'no filter', tls: true, settings: () => ({}) },
    ...variants.map((variant) => ({ probes: guards, ...variant, tls: true })),
  ];
}

/** The guard with a configuration; all of them share a VM. */
function guard(id: GuardRowId, title: string): Variant {
  const settings: Variant['settings'] = (file) => ({
    httpFilters: [plugin(id, file(module), module, guardConfigurations[id]())],
  });
  return { id, title, modules: [module], settings };
}

/** The guard behind the screen of the filter chain that the load is on. */
function screened(id: GuardRowId, title: string): Variant {
  const configuration = guardConfigurations[id]() as Readonly<Record<string, unknown>>;
  const screen = listenerScreens(configuration).screens.find(({ own }) =>
    own.some((pattern) => hostCovers(pattern, loadHost)),
  );
  if (screen === undefined) throw new Error(`no listener of ${id} has ${loadHost}`);
  const settings: Variant['settings'] = (file) => ({
    httpFilters: [namesFilter(id, plugin(id, file(module), module, configuration), screen)],
  });
  return { id: `${id}-screened`, title: `misdirected-guard screened, chain ${title}`, modules: [module], settings };
}

/** The rows that guard and lower the case of the path. */
function bothJobs(root: string): readonly Variant[] {
  return [
    {
      id: 'lua-both',
      title: "Lua of the guard's job, and Lua of Istio's page",
      settings: () => ({ httpFilters: [luaScript(root, 'guard'), luaScript(root, 'page')] }),
      probes: guardsAndLowers,
    },
    {
      id: 'gateway',
      title: 'gateway: both in one plugin',
      modules: ['gateway'],
      settings: (file) => ({ httpFilters: [plugin('gateway', file('gateway'), 'gateway', gatewayConfiguration())] }),
      probes: guardsAndLowers,
    },
    {
      id: 'two-plugins',
      title: 'misdirected-guard and normalizer, two plugins',
      modules: [module, 'normalizer'],
      settings: (file) => ({
        httpFilters: [
          plugin('guard', file(module), module, guardConfigurations.guard()),
          plugin('normalizer', file('normalizer'), 'normalizer', lowerCase),
        ],
      }),
      probes: guardsAndLowers,
    },
  ];
}
