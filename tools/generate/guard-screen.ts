import type { NameScreen } from '../envoy/name-screen.ts';
import { patternsOver } from '../istio/host-index.ts';
import { userFailure } from '../model/failure.ts';

/** A listener whose filter chain keeps requests for its own names out of the guard. */
export interface ListenerScreen extends NameScreen {
  /** Of the guard's listener, for notes. */
  readonly name: string;
  /** Port of the pods; undefined for all. */
  readonly port: number | undefined;
}

/** A listener of a guard's configuration, as far as a screen needs it. */
interface Listener {
  readonly name: string;
  readonly port: number | undefined;
  readonly hosts: readonly string[];
}

/**
 * What can be kept out of a guard with the rule LISTENER, listener by listener. One with `*` is none of them: its filter chain
 * has no server name to be found by. Of two listeners that Istio gives one chain, the one with more names comes last.
 *
 * Throws where the configuration has no listeners.
 */
export function listenerScreens(config: Readonly<Record<string, unknown>>): {
  readonly screens: readonly ListenerScreen[];
  /** Names of those that cannot be. */
  readonly left: readonly string[];
} {
  const listeners = listenersOf(config['listeners']);
  if (listeners.length === 0) {
    const what =
      'found no listeners in the configuration, expected some: only they tell which names belong to a filter chain';
    throw userFailure({ what, where: '--screen', hint: '--guard -f DIR' });
  }
  const below = namesBelow(listeners);
  const all = listeners.map(({ name, port, hosts }, index) => {
    const own = new Set(hosts);
    return { name, port, own: hosts, others: [...(below[index] ?? [])].filter((host) => !own.has(host)).toSorted() };
  });
  const isNamed = ({ own }: ListenerScreen): boolean => own.length > 0 && !own.includes('*');
  return {
    screens: all.filter(isNamed).toSorted((one, other) => one.own.length - other.own.length),
    left: all.filter((screen) => !isNamed(screen)).map(({ name }) => name),
  };
}

function listenersOf(value: unknown): Listener[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.map((item, index): Listener => {
    const { name, port, hosts = ['*'] } = (item ?? {}) as Readonly<Record<string, unknown>>;
    const names = Array.isArray(hosts) ? hosts.filter((host) => typeof host === 'string') : [];
    return {
      name: typeof name === 'string' ? name : String(index),
      port: typeof port === 'number' ? port : undefined,
      // As the filter folds them.
      hosts: [...new Set(names.map((host) => host.toLowerCase().replace(/\.$/, '')))],
    };
  });
}

/** For each listener the names of others on its ports that are below one of its wildcards. */
function namesBelow(listeners: readonly Listener[]): ReadonlySet<string>[] {
  const owners = new Map<string, number[]>();
  for (const [index, { hosts }] of listeners.entries()) {
    for (const host of hosts) owners.set(host, [...(owners.get(host) ?? []), index]);
  }
  const below = listeners.map(() => new Set<string>());
  for (const [index, { port, hosts }] of listeners.entries()) {
    for (const host of hosts) {
      const [, ...wildcards] = patternsOver(host);
      for (const owner of wildcards.flatMap((wildcard) => owners.get(wildcard) ?? [])) {
        const there = listeners[owner]?.port;
        if (owner !== index && (port === undefined || there === undefined || port === there)) below[owner]?.add(host);
      }
    }
  }
  return below;
}
