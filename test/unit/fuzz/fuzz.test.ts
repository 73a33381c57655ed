import { describe, expect, test } from 'vitest';
import { runTarget } from '../../../bench/fuzz/run-target.ts';
import type { Row } from '../../../bench/fuzz/target.ts';
import { targets } from '../../../bench/fuzz/targets.ts';
import { readLines, tableNames } from '../cases/read-table.ts';

const quiet = { say: () => undefined, done: () => undefined };
const { signal } = new AbortController();
const shares = targets.reduce((sum, { share }) => sum + share, 0);
/** Of all targets; `npm run fuzz` runs more. */
const executions = 50_000;
const seed = 20_260_806;

describe.each(targets)('target $name', (target) => {
  test(
    'finds nothing in a seeded part, in which everything that can happen happens',
    { timeout: 180_000 },
    async () => {
      const part = Math.max(3_000, Math.round((executions * target.share) / shares));
      const result = await runTarget(target, { executions: part, seed, closer: 16, signal, progress: quiet });
      expect(result.findings).toEqual([]);
      expect(result.executions).toBe(part);
      const never = Object.entries(result.counts).filter(([, count]) => count === 0);
      expect(never).toEqual([]);
    },
  );

  const rows = tableNames('fuzz').includes(target.name) ? readLines(`fuzz/${target.name}.jsonl`) : [];
  test(`finds nothing in the ${rows.length} inputs that are stored`, async () => {
    const session = await target.open(16);
    for (const { line, where } of rows) {
      const row = JSON.parse(line) as Row;
      expect(typeof row['note'], where).toBe('string');
      expect(await session.replay(row), where).toBeUndefined();
    }
  });
});

test('every table of test/cases/fuzz belongs to a target', () => {
  expect(tableNames('fuzz').filter((name) => !targets.some((target) => target.name === name))).toEqual([]);
});

test('a run can be repeated', async () => {
  const counts = async (from: number) =>
    (await runTarget(targets[0]!, { executions: 2_000, seed: from, closer: 16, signal, progress: quiet })).counts;
  expect(await counts(1)).toEqual(await counts(1));
  expect(await counts(1)).not.toEqual(await counts(2));
});
