import { describe, expect, test } from 'vitest';
import { batches } from '../../../bench/speed/batches.ts';
import type { Variant } from '../../../bench/speed/variant.ts';

const row = (id: string, vm?: string, tls = false): Variant => ({
  id,
  title: id,
  tls,
  settings: () => ({}),
  ...(vm === undefined ? {} : { vm, modules: [vm] }),
});
const ids = (parts: readonly (readonly Variant[])[]): string[][] => parts.map((part) => part.map(({ id }) => id));

describe('batches', () => {
  test('each begins with none and holds no more VMs than there is room for', () => {
    const rows = [row('none'), row('a', 'a'), row('b', 'b'), row('c', 'c'), row('a2', 'a')];
    expect(ids(batches(rows, 2))).toEqual([
      ['none', 'a', 'b', 'a2'],
      ['none', 'c'],
    ]);
  });

  test('a row without a module needs no room', () => {
    expect(ids(batches([row('none'), row('a', 'a'), row('lua')], 1))).toEqual([['none', 'a', 'lua']]);
  });

  test('a row of two modules needs room for both', () => {
    const two = { ...row('two'), modules: ['a', 'b'] };
    expect(ids(batches([row('none'), row('a', 'a'), two], 2))).toEqual([['none', 'a', 'two']]);
    expect(ids(batches([row('none'), row('c', 'c'), two], 2))).toEqual([
      ['none', 'c'],
      ['none', 'two'],
    ]);
  });

  test('each begins with the baselines of its rows and no other', () => {
    const rows = [row('none'), row('none-tls', undefined, true), row('a', 'a'), row('b', 'b', true)];
    expect(ids(batches(rows, 1))).toEqual([
      ['none', 'a'],
      ['none-tls', 'b'],
    ]);
    expect(ids(batches(rows, 2))).toEqual([['none', 'none-tls', 'a', 'b']]);
  });
});
