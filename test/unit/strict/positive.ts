import { readLines } from '../cases/read-table.ts';
import { ordinaryUrls } from './ordinary-urls.ts';
import type { Judge } from './judge.ts';

export const verdicts = ['unchanged', 'rewritten', 'refused'] as const;
export type Verdict = (typeof verdicts)[number];

/** A class of ordinary URLs: test/cases/positive.jsonl. */
export interface PositiveClass {
  readonly class: string;
  readonly urls: number;
  readonly example: string;
  /** What STRICT makes of the example; null: it is refused. */
  readonly strict: string | null;
  /** What each preset does to every URL of the class. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** What a change means. */
  readonly note: string;
}

export const positiveClasses: readonly PositiveClass[] = readLines('positive.jsonl').map(
  ({ line }) => JSON.parse(line) as PositiveClass,
);

export const verdictOf = (judge: Judge, path: string): Verdict => {
  const output = judge(path);
  if (output === null) return 'refused';
  return output === path ? 'unchanged' : 'rewritten';
};

/** How many URLs of a class got each verdict. */
export function positiveCounts(judge: Judge, { class: name, urls }: PositiveClass): Record<Verdict, number> {
  const counts = { unchanged: 0, rewritten: 0, refused: 0 };
  for (const url of ordinaryUrls(name, urls)) counts[verdictOf(judge, url)]++;
  return counts;
}
