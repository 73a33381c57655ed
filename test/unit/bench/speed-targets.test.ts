import { describe, expect, test } from 'vitest';
import { speedTables } from '../../../bench/speed/tables.ts';
import { newFigures } from '../../../bench/speed/figures.ts';
import { ratios, targets, type Measured, type Target } from '../../../bench/speed/targets.ts';

const nothing: Measured = { figures: newFigures(), streams: [], growth: new Map(), configured: [], generated: [] };
const find = (list: readonly Target[], text: string): Target => list.find(({ what }) => what.includes(text))!;

describe('the targets', () => {
  test('what was not measured has no figure', () => {
    const list = targets(nothing);
    expect(list.length).toBeGreaterThan(10);
    expect(list.filter(({ found }) => found !== undefined)).toEqual([]);
  });

  test('a ratio is that of what is added, of the same case', () => {
    const figures = newFigures();
    figures.set('instructions', 'lower-case', 'clean-25', 19_000);
    figures.set('instructions', 'lua-page', 'clean-25', 20_000);
    figures.set('instructions', 'lua-page', 'rewritten-25', 20_000);
    const list = targets({ ...nothing, figures });
    expect(find(list, "clean 25 bytes / the page's Lua")).toMatchObject({ found: 0.95, most: 1 });
    expect(find(list, "rewritten 25 bytes / the page's Lua").found).toBeUndefined();
  });

  test('what the calls alone cost stands beside the rows that make them', () => {
    const figures = newFigures();
    figures.set('instructions', 'lower-case', 'rewritten-25', 25_000);
    figures.set('instructions', 'c-least', 'rewritten-25', 24_000);
    figures.set('instructions', 'lua-page', 'rewritten-25', 20_000);
    const list = targets({ ...nothing, figures });
    expect(find(list, "rewritten 25 bytes / the page's Lua")).toEqual({
      what: "rewritten 25 bytes / the page's Lua, instructions added",
      found: 1.25,
      least: 1.2,
      most: 1.25,
    });
    expect(find(list, "screened, composite, clean 25 bytes / the page's Lua").least).toBeUndefined();
  });

  test('growth that is linear has the same slope in both halves', () => {
    const figures = newFigures();
    for (const [column, size] of [
      ['clean-1000', 1000],
      ['clean-8000', 8000],
      ['clean-64000', 64_000],
    ] as const) {
      figures.set('v8', 'lower-case', column, 200 + 2 * size);
      const host = 18_000 + Math.max(0, size - 8000);
      figures.set('instructions', 'c-least', column, host);
      figures.set('instructions', 'lower-case', column, host + 2 * size);
    }
    const list = targets({ ...nothing, figures });
    expect(find(list, 'lower-case, cost of a further byte').found).toBeCloseTo(1);
    expect(find(list, 'bytes, instructions').found).toBeCloseTo(1.5);
    expect(find(list, 'beyond the calls alone').found).toBeCloseTo(1);
    expect(find(list, 'preset-STRICT, cost of a further byte').found).toBeUndefined();
  });

  test.each(ratios)('%s over %s in the case %s is measured by some table', (row, base, column) => {
    const measures = (id: string) => speedTables.some(({ rows, cases }) => rows.includes(id) && cases.includes(column));
    expect([measures(row), measures(base)]).toEqual([true, true]);
  });

  test('the guard is judged by instructions, by V8 and by what it takes to configure', () => {
    const figures = newFigures();
    figures.set('instructions', 'guard', 'matching-host', 30_000);
    figures.set('instructions', 'lua-guard', 'matching-host', 20_000);
    figures.set('v8', 'guard-100000', 'matching-host', 330);
    figures.set('v8', 'guard-10', 'matching-host', 300);
    const configured = [{ row: 'guard-100000', size: 3_000_000, milliseconds: 70, memory: 10 * 1_048_576 }];
    const list = targets({ ...nothing, figures, configured });
    expect(find(list, 'guard, matching host / Lua')).toMatchObject({ found: 1.5, most: 1.45 });
    expect(find(list, '10 hosts, time in V8').found).toBeCloseTo(1.1);
    expect(find(list, 'milliseconds to configure')).toMatchObject({ found: 70, most: 1000 });
    expect(find(list, 'MiB of Wasm memory')).toMatchObject({ found: 10, most: 32 });
  });

  test('the generator is judged by its least time for 5,000 Gateways', () => {
    const generated = [
      { gateways: 500, size: 400_000, seconds: [9, 9] },
      { gateways: 5000, size: 4_000_000, seconds: [4.2, 5.1, 7] },
    ];
    expect(find(targets({ ...nothing, generated }), '5,000 Gateways')).toMatchObject({ found: 4.2, most: 5 });
  });

  test('open streams count as what they change of what the filter adds', () => {
    const streams = [
      { row: 'none', idle: 60_000, busy: 61_000 },
      { row: 'lower-case', idle: 80_000, busy: 82_000 },
    ];
    expect(find(targets({ ...nothing, streams }), 'open streams').found).toBeCloseTo(1.05);
  });
});
