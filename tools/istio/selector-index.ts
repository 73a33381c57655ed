export type Labels = Readonly<Record<string, string>>;

/** Selectors of pods, found without comparing each with each: a look-up takes as many steps as there are different sets of keys. */
export interface SelectorIndex<T> {
  /** Items whose selector a pod could fit that fits this one too. */
  sharing(labels: Labels): T[];
  /** Items whose selector every pod fits that fits this one: equal or with fewer labels. */
  fitting(labels: Labels): T[];
}

/** So few are compared one by one. */
const few = 8;

export function selectorIndex<T>(items: readonly T[], labelsOf: (item: T) => Labels): SelectorIndex<T> {
  if (items.length <= few) {
    return {
      sharing: (labels) => items.filter((item) => mayShareAPod(labelsOf(item), labels)),
      fitting: (labels) => items.filter((item) => fits(labels, labelsOf(item))),
    };
  }
  const groups = new Map<string, { keys: readonly string[]; items: T[] }>();
  for (const item of items) {
    const keys = Object.keys(labelsOf(item)).toSorted();
    const id = JSON.stringify(keys);
    const group = groups.get(id) ?? { keys, items: [] };
    groups.set(id, group);
    group.items.push(item);
  }
  const projections = new Map<string, Map<string, T[]>>();
  /** The items of a group that have the values of these labels under these keys. */
  const matching = (id: string, keys: readonly string[], labels: Labels): readonly T[] => {
    const group = groups.get(id);
    if (group === undefined || keys.length === 0) return group?.items ?? [];
    const key = `${id} ${JSON.stringify(keys)}`;
    let byValues = projections.get(key);
    if (byValues === undefined) {
      byValues = new Map();
      projections.set(key, byValues);
      for (const item of group.items) {
        const values = valuesText(keys, labelsOf(item));
        const list = byValues.get(values);
        if (list === undefined) byValues.set(values, [item]);
        else list.push(item);
      }
    }
    return byValues.get(valuesText(keys, labels)) ?? [];
  };
  return {
    sharing: (labels) =>
      [...groups].flatMap(([id, { keys }]) =>
        matching(
          id,
          keys.filter((key) => Object.hasOwn(labels, key)),
          labels,
        ),
      ),
    fitting: (labels) =>
      [...groups].flatMap(([id, { keys }]) =>
        keys.every((key) => Object.hasOwn(labels, key)) ? matching(id, keys, labels) : [],
      ),
  };
}

function valuesText(keys: readonly string[], labels: Labels): string {
  return JSON.stringify(keys.map((key) => labels[key]));
}

/** Pods may carry more labels than a selector names, so only an equal key with another value tells two apart. */
export function mayShareAPod(one: Labels, other: Labels): boolean {
  return Object.keys(one).every((key) => !Object.hasOwn(other, key) || other[key] === one[key]);
}

function fits(labels: Labels, selector: Labels): boolean {
  return Object.keys(selector).every((key) => labels[key] === selector[key]);
}
