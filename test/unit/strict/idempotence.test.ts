import { expect, test } from 'vitest';
import { bypassTables, collectedPaths } from '../normalizer/collected-paths.ts';
import { idempotenceOf } from './idempotence.ts';
import { strictJudge } from './judge.ts';

test('a second run of STRICT changes nothing', async () => {
  const { inputs, accepted, unstable } = idempotenceOf(await strictJudge(), 20_000, 20_260_812);
  expect(unstable).toEqual([]);
  expect(accepted / inputs).toBeGreaterThan(0.2);
});

test('of collected paths too', async () => {
  const judge = await strictJudge();
  for (const path of collectedPaths([...bypassTables, 'istio-path-normalization'])) {
    const once = judge(path);
    if (once !== null) expect(judge(once)).toBe(once);
  }
});

// A path that is no path of its own: what stands around it must not make the second run another one.
test.each([
  ['*', '*'],
  ['', '/'],
  ['?x', '/?x'],
  ['admin', '/admin'],
  ['%2fadmin', '/admin'],
  ['x%3a//y/..%2fadmin', '/x:/admin'],
  ['http://h/x/..%2fadmin', 'http://h/admin'],
  ['http://h', 'http://h'],
  ['http:%2f/h/..', '/http:/'],
])('%j becomes %j and stays it', async (path, expected) => {
  const judge = await strictJudge();
  expect(judge(path)).toBe(expected);
  expect(judge(expected)).toBe(expected);
});
