import { namesFilter } from '../envoy/screened-filter.ts';
import { userFailure } from '../model/failure.ts';
import { namesBackstop } from './backstop.ts';
import { chainMatch, discoveredFilter, filterName, portMatches, type Chain } from './envoy-filter-patches.ts';
import { envoyFilterResource } from './envoy-filter-resource.ts';
import { listenerScreens, type ListenerScreen } from './guard-screen.ts';
import { jsonBytes, mostBytes } from './manifest-size.ts';
import type { Placement } from './placement.ts';
import type { Note } from './target.ts';

type Document = Readonly<Record<string, unknown>>;

/**
 * EnvoyFilters that screen a guard, beside the one that puts it into every chain: in the chain of each listener they replace it
 * by one that requests for the listener's own names do not enter. A chain that they do not find keeps the guard as it is.
 */
export function chainScreens(chain: Chain, placement: Placement): { documents: Document[]; notes: Note[] } {
  const [guard] = chain.deployment.instances;
  if (guard === undefined) throw new Error('a deployment without an instance');
  const { screens, left } = listenerScreens(guard.config);
  const patches = screens.map((screen) => ({ screen, patches: replacements(screen, chain) }));
  const small = patches.filter((one) => jsonBytes(one.patches) < mostBytes - reserved);
  const large = patches.filter((one) => !small.includes(one)).map(({ screen }) => screen.name);
  const later = { ...chain.deployment, priority: laterPriority(chain.deployment) };
  const documents = packed(small.map((one) => one.patches)).map((configPatches, index) => {
    const name = index === 0 ? `${guard.name}-screen` : `${guard.name}-screen-${index + 1}`;
    return envoyFilterResource(name, configPatches, later, placement);
  });
  return {
    documents,
    notes: [
      ...noteAbout(left, 'its filter chain has no server name to find it by'),
      ...noteAbout(large, 'a screen with its names is too large for etcd'),
    ],
  };
}

/** Bytes for what a document has beside its patches. */
const reserved = 10_000;

function packed<T extends object>(groups: readonly (readonly T[])[]): T[][] {
  const parts: T[][] = [];
  let left = 0;
  for (const group of groups) {
    const size = jsonBytes(group);
    if (size > left) {
      parts.push([]);
      left = mostBytes - reserved;
    }
    parts.at(-1)?.push(...group);
    left -= size;
  }
  return parts;
}

function replacements(screen: ListenerScreen, chain: Chain): Record<string, unknown>[] {
  const { context, deployment, backstop } = chain;
  const [guard] = deployment.instances;
  const name = filterName(chain, guard!);
  const filters = [
    namesFilter(name, discoveredFilter(name), screen),
    ...(backstop ? [namesBackstop(`${name}-backstop`, deployment.filter, guard!.config, screen)] : []),
  ];
  const ports = screen.port === undefined ? deployment.matchPorts : [screen.port];
  return filters.flatMap((value) =>
    portMatches(ports).map((port) => ({
      applyTo: 'HTTP_FILTER',
      match: { context, listener: { ...port, filterChain: { sni: screen.own[0], ...chainMatch(value.name) } } },
      patch: { operation: 'REPLACE', value },
    })),
  );
}

/** Higher is later: what is replaced has to be there. */
function laterPriority({ priority }: Chain['deployment']): number {
  if (priority < 2 ** 31 - 1) return priority + 1;
  const what = `found ${priority}, expected less with --screen: what it adds comes later`;
  throw userFailure({ what, where: '--priority' });
}

function noteAbout(names: readonly string[], reason: string): Note[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, 3).join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '');
  return [{ level: 'note', text: `${shown}: not screened, ${reason}: every request on it enters the filter` }];
}
