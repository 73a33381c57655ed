import type { CaseId } from './cases.ts';

export type Measure = 'instructions' | 'cpu' | 'v8';

/** What was measured. Instructions and CPU time (microseconds) are what a row adds to its baseline; v8 is nanoseconds a request. */
export interface Figures {
  get(measure: Measure, row: string, column: CaseId): number | undefined;
  set(measure: Measure, row: string, column: CaseId, value: number): void;
  /** `row` over `base`, undefined when one of them was not measured. */
  ratio(measure: Measure, row: string, base: string, column: CaseId): number | undefined;
}

export function newFigures(): Figures {
  const values = new Map<string, number>();
  const get: Figures['get'] = (measure, row, column) => values.get(`${measure} ${row} ${column}`);
  return {
    get,
    set: (measure, row, column, value) => void values.set(`${measure} ${row} ${column}`, value),
    ratio(measure, row, base, column) {
      const above = get(measure, row, column);
      const below = get(measure, base, column);
      return above === undefined || below === undefined ? undefined : above / below;
    },
  };
}
