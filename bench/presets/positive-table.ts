import { positiveClasses, positiveCounts, verdicts, type PositiveClass } from '../../test/unit/strict/positive.ts';
import type { PresetJudge } from './judges.ts';

const expectedOf = ({ verdicts: expected }: PositiveClass, preset: string): string => expected[preset] ?? '';

export interface PositiveTable {
  readonly markdown: string;
  /** URLs that got another verdict than test/cases/positive.jsonl says. */
  readonly unexpected: number;
}

/** What each preset does to the ordinary URLs of each class: rewritten and refused, and the sums. */
export function positiveTable(judges: readonly PresetJudge[]): PositiveTable {
  const totals = judges.map(() => ({ unchanged: 0, rewritten: 0, refused: 0 }));
  let unexpected = 0;
  const rows = positiveClasses.map((row) => {
    const cells = judges.map(({ judge, preset }, index) => {
      const counts = positiveCounts(judge, row);
      for (const verdict of verdicts) {
        totals[index]![verdict] += counts[verdict];
        if (verdict !== expectedOf(row, preset)) unexpected += counts[verdict];
      }
      const changed = verdicts.filter((verdict) => verdict !== 'unchanged' && counts[verdict] > 0);
      return changed.map((verdict) => `${counts[verdict]} ${verdict}`).join(', ') || '-';
    });
    return line([row.class, String(row.urls), ...cells]);
  });
  const sums = verdicts.map((verdict) =>
    line([`all: ${verdict}`, '10000', ...totals.map((counts) => String(counts[verdict]))]),
  );
  const head = ['class', 'URLs', ...judges.map(({ preset }) => preset)];
  return { markdown: [line(head), `|---|${'---:|'.repeat(head.length - 1)}\n`, ...rows, ...sums].join(''), unexpected };
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
