import { hostIndex } from '../istio/host-index.ts';
import type { TableEntry } from '../istio/listener-table.ts';

/**
 * Shares listeners out to several guards that stand one behind the other in a chain and together answer as one guard with all
 * of them would. A listener with nothing but exact hosts that no wildcard covers goes into one part: there it is told from
 * all others of the part, and in every other part its hosts are unknown, so that they pass as hosts and are refused for
 * listeners of that part as server names. All other listeners are in every part. That needs `unknownHost: PASS` and
 * `sameTls: SEPARATE`.
 *
 * @param sizeOf what a listener takes of `most`, which no part exceeds.
 * @returns undefined where the listeners of every part, or a single one with them, are too large.
 */
export function partsOf(
  entries: readonly TableEntry[],
  sizeOf: (entry: TableEntry) => number,
  most: number,
): TableEntry[][] | undefined {
  const wildcards = hostIndex<true>();
  for (const { hosts } of entries) for (const host of hosts) if (host.startsWith('*')) wildcards.set(host, true);
  const isCommon = ({ hosts }: TableEntry): boolean => hosts.some((host) => wildcards.ownerOf(host) !== undefined);
  const common = entries.filter(isCommon);
  const room = most - total(common, sizeOf);
  const parts: TableEntry[][] = [];
  let left = 0;
  for (const entry of entries.filter((one) => !isCommon(one))) {
    const size = sizeOf(entry);
    if (size > room) return undefined;
    if (size > left) {
      parts.push([...common]);
      left = room;
    }
    parts.at(-1)?.push(entry);
    left -= size;
  }
  return room < 0 || parts.length === 0 ? undefined : parts;
}

function total(entries: readonly TableEntry[], sizeOf: (entry: TableEntry) => number): number {
  return entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
}
