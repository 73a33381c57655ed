import { describe, expect, test } from 'vitest';
import { filterJudge, strictJudge, type Judge } from './judge.ts';
import { ordinaryClasses, ordinaryUrls } from './ordinary-urls.ts';
import { positiveClasses, positiveCounts, verdictOf, verdicts } from './positive.ts';

const judges = new Map<string, Promise<Judge>>();

function judgeOf(preset: string): Promise<Judge> {
  const judge = judges.get(preset) ?? (preset === 'STRICT' ? strictJudge() : filterJudge({ path: { preset } }));
  judges.set(preset, judge);
  return judge;
}

const presets = ['NONE', 'BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES', 'STRICT'];

test('there are 10,000 ordinary URLs, of every class that can be made', () => {
  expect(positiveClasses.reduce((sum, { urls }) => sum + urls, 0)).toBe(10_000);
  expect(positiveClasses.map((row) => row.class).toSorted()).toEqual(ordinaryClasses.toSorted());
});

describe.each(positiveClasses)('$class', (row) => {
  const { class: name, urls, example, strict } = row;

  test.each(presets)('%s does to each what the table says, and to the example', async (preset) => {
    const judge = await judgeOf(preset);
    const expected = row.verdicts[preset]!;
    expect(verdicts).toContain(expected);
    expect(positiveCounts(judge, row)[expected]).toBe(urls);
    expect(verdictOf(judge, example)).toBe(expected);
  });

  test('STRICT makes of the example what the table says', async () => {
    expect((await judgeOf('STRICT'))(example)).toBe(strict);
  });

  test('has URLs that differ', () => {
    expect(new Set(ordinaryUrls(name, urls)).size).toBeGreaterThan(urls * 0.9);
  });
});
