/** Values by host pattern, found in as many steps as a name has labels, however many patterns there are. */
export interface HostIndex<T> {
  get(pattern: string): T | undefined;
  set(pattern: string, value: T): void;
  /** What the most specific pattern that covers the name (or pattern) has, that of the equal pattern included. */
  ownerOf(name: string): T | undefined;
  /** What every pattern has that covers the name (or pattern), the most specific first, that of the equal one included. */
  covering(name: string): T[];
}

/** An empty index. Patterns and names are in lower case. */
export function hostIndex<T>(): HostIndex<T> {
  const values = new Map<string, T>();
  const find = (name: string, most: number): T[] => {
    const found: T[] = [];
    for (const pattern of patternsOver(name)) {
      const value = values.get(pattern);
      if (value !== undefined) found.push(value);
      if (found.length === most) break;
    }
    return found;
  };
  return {
    get: (pattern) => values.get(pattern),
    set: (pattern, value) => void values.set(pattern, value),
    ownerOf: (name) => find(name, 1)[0],
    covering: (name) => find(name, Infinity),
  };
}

/** Every pattern that covers a name (or a pattern, which covers itself), the most specific first. */
export function* patternsOver(name: string): Generator<string> {
  yield name;
  if (name === '*') return;
  for (let dot = name.indexOf('.', name.startsWith('*.') ? 2 : 0); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    yield `*${name.slice(dot)}`;
  }
  yield '*';
}
