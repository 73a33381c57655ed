import { isAlias, isMap, isPair, isScalar, isSeq, type Document, type Node } from 'yaml';

/**
 * Where things stand in a document: an offset, and what is inside. Much smaller than the library's nodes, which would be kept for
 * every document of a large file only to tell a place that may never be asked for.
 */
export type Place = number | Collection;

interface Collection {
  /** Of the value. */
  readonly offset: number;
  /** What is inside; for an alias, inside what it stands for. */
  readonly inside: { readonly entries: Map<string, Entry> } | { readonly items: Place[] };
}

interface Entry {
  /** Offset of the key. */
  readonly key: number;
  readonly value: Place;
}

/** The places of a document whose keys are all scalars. */
export function placesOf(document: Document): Place {
  const anchored = new Map<Node, Collection['inside']>();
  const place = (node: Node | null | undefined, above: number): Place => {
    const offset = node?.range?.[0] ?? above;
    if (isAlias(node)) {
      const inside = anchored.get(node.resolve(document) as Node);
      return inside === undefined ? offset : { offset, inside };
    }
    if (isMap(node)) {
      const entries = new Map<string, Entry>();
      if (node.anchor !== undefined) anchored.set(node, { entries });
      for (const { key, value } of node.items) {
        if (!isScalar(key)) continue;
        const at = key.range?.[0] ?? offset;
        entries.set(String(key.value), { key: at, value: place(value as Node | null, at) });
      }
      return { offset, inside: { entries } };
    }
    if (isSeq(node)) {
      const items: Place[] = [];
      if (node.anchor !== undefined) anchored.set(node, { items });
      for (const item of node.items) items.push(place((isPair(item) ? item.value : item) as Node | null, offset));
      return { offset, inside: { items } };
    }
    return offset;
  };
  return place(document.contents, 0);
}

/** Offset of the value at a path; of its key if asked or where the value is empty; of the nearest parent if absent. */
export function offsetAt(top: Place, path: readonly (string | number)[], part: 'key' | 'value' = 'value'): number {
  let place = top;
  for (const [index, step] of path.entries()) {
    if (typeof place === 'number') return place;
    const { inside, offset }: Collection = place;
    if ('items' in inside) {
      const item = inside.items[Number(step)];
      if (item === undefined) return offset;
      place = item;
      continue;
    }
    const entry = inside.entries.get(String(step));
    if (entry === undefined) return offset;
    if (part === 'key' && index === path.length - 1) return entry.key;
    place = entry.value;
  }
  return typeof place === 'number' ? place : place.offset;
}
