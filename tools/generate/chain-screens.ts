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
 * The EnvoyFilter that puts a guard into every chain (`patches`), with the patches that screen it: in the chain of each listener
 * they replace it by one that requests for the listener's own names do not enter. A chain that they do not find keeps the guard.
 *
 * They are one resource while it is small enough, so that no screen outlives the guard that it was made for; else several.
 */
export function screenedResources(
  patches: readonly Record<string, unknown>[],
  chain: Chain,
  placement: Placement,
): { documents: Document[]; notes: Note[] } {
  const { deployment } = chain;
  const { name, config } = deployment.instances[0]!;
  const { screens, left } = listenerScreens(config);
  const small: SizedPatches[] = [];
  const large: string[] = [];
  for (const screen of screens) {
    const own = replacements(screen, chain);
    const size = jsonBytes(own);
    if (size < room) small.push({ patches: own, size });
    else large.push(screen.name);
  }
  const notes = [
    ...noteAbout(left, 'its filter chain has no server name to find it by'),
    ...noteAbout(large, 'a screen with its names is too large for etcd'),
  ];
  const all = small.flatMap((one) => one.patches);
  const whole = envoyFilterResource(name, [...patches, ...all], deployment, placement);
  if (all.length === 0 || jsonBytes(whole) <= mostBytes) return { documents: [whole], notes };
  const later = { ...deployment, priority: laterPriority(deployment) };
  const others = packed(small).map((configPatches, index) =>
    envoyFilterResource(`${name}-screen-${index + 1}`, configPatches, later, placement),
  );
  return {
    documents: [envoyFilterResource(name, patches, deployment, placement), ...others],
    notes: [...notes, apart(name, others.length)],
  };
}

function apart(name: string, count: number): Note {
  const text =
    `the screens of ${name} are ${count} resources of their own, since one would be too large for etcd; apply all together and ` +
    'delete those that are no longer made: a screen lets by what was right when it was made';
  return { level: 'note', text };
}

/** Bytes for the patches of a document; the rest is for what it has beside them. */
const room = mostBytes - 10_000;

/** The patches of one chain, which stay together, and their bytes. */
interface SizedPatches {
  readonly patches: readonly Record<string, unknown>[];
  readonly size: number;
}

function packed(groups: readonly SizedPatches[]): Record<string, unknown>[][] {
  const parts: Record<string, unknown>[][] = [];
  let left = 0;
  for (const { patches, size } of groups) {
    if (size > left) {
      parts.push([]);
      left = room;
    }
    parts.at(-1)?.push(...patches);
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
