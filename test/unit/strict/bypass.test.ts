import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oracles } from '../../oracles/oracles.ts';
import type { Oracle } from '../../oracles/oracle.ts';
import { shown } from '../cases/case-row.ts';
import { target } from '../normalizer/arbitrary-path.ts';
import { bypassTables, collectedPaths } from '../normalizer/collected-paths.ts';
import { isBypass, plainReading } from './bypass.ts';
import { strictJudge } from './judge.ts';
import { mutatedPaths } from './mutated-paths.ts';

const seed = 20_260_811;
const paths = [
  ...collectedPaths(bypassTables),
  ...mutatedPaths(10_000, seed),
  ...fc.sample(target(), { seed, numRuns: 4_000 }),
];

/** What STRICT, and the steps that this back end needs behind it, lets through: what was sent by what goes on. */
const through = new Map<string, Promise<ReadonlyMap<string, string>>>();

function letThrough({ needs = [] }: Oracle): Promise<ReadonlyMap<string, string>> {
  const key = JSON.stringify(needs);
  const known = through.get(key) ?? judged(needs);
  through.set(key, known);
  return known;
}

async function judged(needs: readonly (string | object)[]): Promise<ReadonlyMap<string, string>> {
  const judge = await strictJudge(needs);
  const sent = new Map<string, string>();
  for (const path of paths) {
    const forwarded = judge(path);
    if (forwarded !== null) sent.set(forwarded, path);
  }
  return sent;
}

describe.each(oracles)('back end $id', (oracle) => {
  test('reads no path that STRICT lets through as another one than the policy does', async () => {
    const forwarded = await letThrough(oracle);
    const wrong: string[] = [];
    for (const [path, sent] of forwarded) {
      const reading = oracle.read(path)?.join('/');
      const agrees = reading === undefined || reading === plainReading(path).join('/');
      if (!agrees || isBypass(oracle, path))
        wrong.push(`${shown(sent)} -> ${shown(path)}, read as ${shown(`/${reading}`)}`);
    }
    expect(wrong).toEqual([]);
    expect(forwarded.size).toBeGreaterThan(500);
  });

  test('is fooled by some of these paths without a filter', () => {
    expect(paths.some((path) => isBypass(oracle, path))).toBe(true);
  });
});

describe.each(oracles.filter(({ needs }) => needs !== undefined))('back end $id', (oracle) => {
  test('is fooled by some of them behind STRICT alone, without the steps that its page names', async () => {
    const forwarded = await letThrough({ ...oracle, needs: [] });
    expect([...forwarded.keys()].some((path) => isBypass(oracle, path))).toBe(true);
  });
});
