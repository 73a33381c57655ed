import type { Metric } from './types.ts';

const TYPES = ['counter', 'gauge', 'histogram'] as const;

interface Cell {
  readonly type: (typeof TYPES)[number];
  value: bigint;
  sum: bigint;
}

/** Metrics of a VM. Ids carry the type in their two low bits, as in proxy-wasm-cpp-host; equal names share a value. */
export class Metrics {
  readonly #byId = new Map<number, Cell>();
  readonly #byName = new Map<string, Cell>();
  readonly #defined = [0, 0, 0];

  /** A new id for every definition, or undefined for an unknown type. */
  define(type: number, name: string): number | undefined {
    const kind = TYPES[type];
    if (kind === undefined) return undefined;
    let key = name;
    if ((this.#byName.get(name)?.type ?? kind) !== kind) key = `${kind}:${name}`;
    let cell = this.#byName.get(key);
    if (cell === undefined) this.#byName.set(key, (cell = { type: kind, value: 0n, sum: 0n }));
    const id = (this.#defined[type] = this.#defined[type]! + 1) * 4 + type;
    this.#byId.set(id, cell);
    return id;
  }

  byId(id: number): Cell | undefined {
    return this.#byId.get(id);
  }

  /** A picture of now. A name that is a counter and something else too has the latter under `gauge:NAME`. */
  snapshot(): ReadonlyMap<string, Metric> {
    const all = [...this.#byName].map(([name, cell]): [string, Metric] => [
      name,
      cell.type === 'histogram'
        ? { type: cell.type, value: cell.value, sum: cell.sum }
        : { type: cell.type, value: cell.value },
    ]);
    return new Map(all);
  }

  value(name: string): number | undefined {
    const cell = this.#byName.get(name);
    return cell && Number(cell.value);
  }
}
