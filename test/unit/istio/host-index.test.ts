import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareHosts, hostCovers } from '../../../tools/istio/host.ts';
import { hostIndex } from '../../../tools/istio/host-index.ts';
import { mayShareAPod, selectorIndex, type Labels } from '../../../tools/istio/selector-index.ts';

const label = fc.constantFrom('a', 'b', 'com', 'io');
const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
const pattern = fc.oneof(
  name,
  name.map((text) => `*.${text}`),
  fc.constant('*'),
);

describe('hostIndex', () => {
  it('finds what a look at every pattern finds, the most specific first', () => {
    fc.assert(
      fc.property(fc.uniqueArray(pattern, { maxLength: 12 }), pattern, (patterns, wanted) => {
        const index = hostIndex<string>();
        for (const one of patterns) index.set(one, one);
        const covering = patterns.filter((one) => hostCovers(one, wanted)).toSorted(compareHosts);
        expect(index.covering(wanted)).toEqual(covering);
        expect(index.ownerOf(wanted)).toBe(covering[0]);
      }),
    );
  });
});

const labels = fc.dictionary(fc.constantFrom('istio', 'app', 'zone'), fc.constantFrom('x', 'y'));

describe('selectorIndex', () => {
  it('finds what a look at every selector finds, for few and for many', () => {
    fc.assert(
      fc.property(fc.array(labels, { maxLength: 30 }), labels, (selectors, wanted) => {
        const items = selectors.map((selector, number) => ({ selector, number }));
        const index = selectorIndex(items, ({ selector }) => selector);
        const numbers = (found: readonly { number: number }[]): number[] =>
          found.map(({ number }) => number).toSorted((one, other) => one - other);
        const all = (takes: (selector: Labels) => boolean): number[] =>
          items.filter(({ selector }) => takes(selector)).map(({ number }) => number);
        expect(numbers(index.sharing(wanted))).toEqual(all((selector) => mayShareAPod(selector, wanted)));
        expect(numbers(index.fitting(wanted))).toEqual(
          all((selector) => Object.entries(selector).every(([key, value]) => wanted[key] === value)),
        );
      }),
    );
  });
});
