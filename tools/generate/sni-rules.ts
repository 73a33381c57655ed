import { hostIndex } from '../istio/host-index.ts';
import type { ListenerTable, TableEntry } from '../istio/listener-table.ts';

/** A rule of an AuthorizationPolicy of action DENY, as far as it is used here. */
export interface SniRule {
  readonly to: readonly { readonly operation: Operation }[];
  readonly when: readonly Condition[];
}

interface Operation {
  readonly hosts: readonly string[];
  readonly notHosts?: readonly string[];
  readonly ports: readonly string[];
}

interface Condition {
  readonly key: 'connection.sni';
  readonly values?: readonly string[];
  readonly notValues?: readonly string[];
}

/**
 * Rules that hold for a request whose host belongs to one listener and whose server name belongs to another one. Istio
 * compares both with one leading or one trailing `*`, without knowing that the longer pattern owns the name; so each
 * wildcard leaves out what belongs to others below it, and each such name is refused as a server name.
 */
export function sniRules({ entries, ports }: ListenerTable): SniRule[] {
  const own = new Set(entries.map(({ port }) => port));
  return [...own].flatMap((port) => {
    const here = entries.filter((entry) => entry.port === port);
    const numbers = (port === undefined ? ports : [port]).map(String);
    const below = patternsBelow(here);
    return here.length < 2 ? [] : here.flatMap((entry) => rulesOf(entry, numbers, below));
  });
}

/** Patterns of a port that stand below a wildcard, with the entries that have them. */
type Below = (wildcard: string) => readonly { readonly pattern: string; readonly entry: TableEntry }[];

function patternsBelow(entries: readonly TableEntry[]): Below {
  const lists = hostIndex<{ pattern: string; entry: TableEntry }[]>();
  const all = entries.flatMap((entry) => entry.hosts.map((pattern) => ({ pattern, entry })));
  for (const { pattern } of all) if (pattern.startsWith('*')) lists.set(pattern, []);
  for (const one of all) {
    const same = lists.get(one.pattern);
    for (const list of lists.covering(one.pattern)) if (list !== same) list.push(one);
  }
  return (wildcard) => lists.get(wildcard) ?? [];
}

function rulesOf(entry: TableEntry, ports: readonly string[], below: Below): SniRule[] {
  const exact = entry.hosts.filter((host) => !host.startsWith('*'));
  const wildcards = entry.hosts.filter((host) => host.startsWith('*'));
  const foreign = (wildcard: string): string[] =>
    below(wildcard)
      .filter((one) => one.entry !== entry)
      .map(({ pattern }) => pattern);
  const mine = (pattern: string): string[] =>
    below(pattern)
      .filter((one) => one.entry === entry)
      .map((one) => one.pattern);
  const to = [
    ...(exact.length > 0 ? [{ operation: { hosts: exact.flatMap(forms), ports } }] : []),
    ...wildcards.map((wildcard) => {
      const others = foreign(wildcard).flatMap(forms);
      return { operation: { hosts: forms(wildcard), ...(others.length > 0 && { notHosts: others }), ports } };
    }),
  ];
  // Every server name, and none, belongs to the catch-all unless a longer pattern has it.
  const outside: SniRule[] = entry.hosts.includes('*') ? [] : [{ to, when: [sni({ notValues: entry.hosts })] }];
  const inside = [...new Set(wildcards.flatMap(foreign))];
  const plain = inside.filter((pattern) => mine(pattern).length === 0);
  const nested = inside.filter((pattern) => mine(pattern).length > 0);
  return [
    ...outside,
    ...(plain.length > 0 ? [{ to, when: [sni({ values: plain })] }] : []),
    ...nested.map((pattern) => ({ to, when: [sni({ values: [pattern], notValues: mine(pattern) })] })),
  ];
}

function sni(values: Omit<Condition, 'key'>): Condition {
  return { key: 'connection.sni', ...values };
}

/** How a host may be written in a request: with a port, and with a trailing dot. Of a wildcard only the latter can be said. */
function forms(host: string): string[] {
  if (host === '*') return ['*'];
  return host.startsWith('*') ? [host, `${host}.`] : [host, `${host}:*`, `${host}.`, `${host}.:*`];
}
