import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../tools/generate/guard-parts.ts';
import { modelVerdict } from '../guard/model.ts';

const name = fc
  .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 })
  .map((labels) => `${labels.join('.')}.io`);
const pattern = fc.oneof(
  { weight: 4, arbitrary: name },
  { weight: 1, arbitrary: name.map((text) => `*.${text}`) },
  { weight: 1, arbitrary: fc.constantFrom('*', '*.io') },
);
/** Up to eight listeners that share the patterns out. */
const table = fc
  .uniqueArray(pattern, { minLength: 2, maxLength: 12 })
  .chain((patterns) => fc.tuple(...patterns.map((one) => fc.tuple(fc.constant(one), fc.nat(7)))))
  .map((pairs) => {
    const lists = new Map<number, string[]>();
    for (const [one, owner] of pairs) lists.set(owner, [...(lists.get(owner) ?? []), one]);
    return [...lists].map(([owner, hosts]) => ({
      name: String(owner),
      port: undefined,
      hosts,
      tls: undefined,
      where: [],
    }));
  });

describe('guards that share listeners', () => {
  it.each(['LISTENER', 'ALLOW', 'REJECT'] as const)(
    'refuse together what one guard refuses, with missingSni %s',
    (missingSni) => {
      const seen = { several: 0, refused: 0, passed: 0 };
      fc.assert(
        fc.property(
          table,
          fc.oneof(name, fc.constant('')),
          name,
          fc.integer({ min: 2, max: 8 }),
          (entries, sni, host, most) => {
            const parts = partsOf(entries, () => 1, most);
            if (parts === undefined) return;
            const passes = (part: readonly { readonly hosts: readonly string[] }[]): boolean => {
              const listeners = part.map(({ hosts }) => ({ hosts }));
              const config = { listeners, sameTls: 'SEPARATE', missingSni, unknownHost: 'PASS' } as const;
              return modelVerdict(config, { sni, host, port: 8443 }) === 'pass';
            };
            const whole = passes(entries);
            expect(parts.every((part) => passes(part))).toBe(whole);
            for (const part of parts) expect(part.length).toBeLessThanOrEqual(most);
            seen.several += Number(parts.length > 1);
            seen[whole ? 'passed' : 'refused']++;
          },
        ),
        { numRuns: 5000 },
      );
      expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
    },
  );

  it('are none where what every part needs leaves no room', () => {
    const entry = (host: string) => ({ name: host, port: undefined, hosts: [host], tls: undefined, where: [] });
    expect(partsOf([entry('*'), entry('a.io')], () => 1, 8)).toBeUndefined();
    expect(partsOf([entry('*.b.io'), entry('x.b.io'), entry('a.io')], () => 1, 2)).toBeUndefined();
    expect(partsOf([entry('*.b.io'), entry('x.b.io'), entry('a.io')], () => 1, 3)?.length).toBe(1);
    expect(partsOf([entry('a.io'), entry('b.io')], () => 1, 1)?.map((part) => part.map((one) => one.name))).toEqual([
      ['a.io'],
      ['b.io'],
    ]);
  });
});
