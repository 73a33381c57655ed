import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareHosts, hostCovers, hostsOverlap, isHostPattern } from '../../../tools/istio/host.ts';

const covering: readonly [outer: string, inner: string, covers: boolean][] = [
  ['*', 'example.com', true],
  ['*', '*.example.com', true],
  ['*.example.com', 'a.example.com', true],
  ['*.example.com', 'a.b.example.com', true],
  ['*.example.com', '*.b.example.com', true],
  ['*.example.com', '*.example.com', true],
  ['*.EXAMPLE.com', 'A.example.COM', true],
  ['*.example.com', 'example.com', false],
  ['*.example.com', 'badexample.com', false],
  ['*.example.com', '*.com', false],
  ['*.example.com', '*', false],
  ['a.example.com', '*.example.com', false],
  ['a.example.com', 'b.example.com', false],
];

const patterns: readonly [text: string, good: boolean][] = [
  ['*', true],
  ['localhost', true],
  ['*.example.com', true],
  ['xn--bcher-kva.example', true],
  ['foo.*.bar.com', false],
  ['*bar.com', false],
  ['*.', false],
  ['', false],
  ['a..b', false],
  ['-a.b', false],
  ['a.example.com:443', false],
  ['a.example.com.', false],
  [`${'a'.repeat(64)}.com`, false],
  [`${'a.'.repeat(126)}ab`, false],
];

describe('host patterns', () => {
  it.each(covering)('%s covers %s: %s', (outer, inner, covers) => {
    expect(hostCovers(outer, inner)).toBe(covers);
  });

  it.each(patterns)('%j is a pattern: %s', (text, good) => {
    expect(isHostPattern(text)).toBe(good);
  });

  it('are ordered exact, longer wildcard, shorter wildcard, everything', () => {
    const sorted = ['*', 'b.io', '*.com', '*.example.com', 'a.example.com'].toSorted(compareHosts);
    expect(sorted).toEqual(['a.example.com', 'b.io', '*.example.com', '*.com', '*']);
  });

  it('that cover another never come before it, and overlapping ones are nested', () => {
    const name = fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
    const pattern = fc.oneof(
      name,
      name.map((suffix) => `*.${suffix}`),
      fc.constant('*'),
    );
    fc.assert(
      fc.property(pattern, pattern, name, (one, other, host) => {
        if (hostCovers(one, other) && one !== other) expect(compareHosts(one, other)).toBeGreaterThan(0);
        if (hostCovers(one, host) && hostCovers(other, host)) expect(hostsOverlap(one, other)).toBe(true);
        if (hostCovers(one, other) && hostCovers(other, host)) expect(hostCovers(one, host)).toBe(true);
      }),
    );
  });
});
