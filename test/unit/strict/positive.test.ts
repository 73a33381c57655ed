import { describe, expect, test } from 'vitest';
import { presets } from '../../../tools/catalog/presets.ts';
import { filterJudge, type Judge } from './judge.ts';
import { ordinaryClasses, ordinaryUrls } from './ordinary-urls.ts';
import { positiveClasses, positiveCounts, verdictOf, verdicts } from './positive.ts';

const judges = new Map<string, Promise<Judge>>();

function judgeOf(preset: string): Promise<Judge> {
  const judge = judges.get(preset) ?? filterJudge({ path: { preset } });
  judges.set(preset, judge);
  return judge;
}

test('there are 10,000 ordinary URLs, of every class that can be made', () => {
  expect(positiveClasses.reduce((sum, { urls }) => sum + urls, 0)).toBe(10_000);
  expect(positiveClasses.map((row) => row.class).toSorted()).toEqual(ordinaryClasses.toSorted());
});

describe.each(positiveClasses)('$class', (row) => {
  const { class: name, urls, example, strict } = row;

  test.each(presets)('$id does to each what the table says, and to the example', async ({ id }) => {
    const judge = await judgeOf(id);
    const expected = row.verdicts[id]!;
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
