import { beforeEach, describe, expect, test } from 'vitest';
import { bareModule, configOf } from './bare-module.ts';
import type { BareModule } from './bare-module.ts';

// Context ids are 32 bits wide and never given back while they live: after 2^32 of them, five days of 10,000 requests a second,
// a worker's VM meets old ones again.

const [one, two] = ['one.example.com', 'two.example.com'];

describe('context ids', () => {
  let module: BareModule;
  beforeEach(async () => {
    module = await bareModule();
    expect(module.configure(1, configOf(one))).toBe(true);
    expect(module.configure(2, configOf(two))).toBe(true);
  });
  /** Whether the stream is judged by root 1 or by root 2. */
  const expectRoot = (stream: number, root: 1 | 2): void => {
    expect(module.judge(stream, root === 1 ? one : two)).toBe(0);
  };

  test.each([3, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 2, 2 ** 32 - 1])('up to the highest: %i', (id) => {
    module.create(id, 2);
    expectRoot(id, 2);
    module.create(id, 1);
    expect(module.judge(id, two)).toBe(421);
  });

  test('a stream with the id of one that was reset before its headers came is judged by its own root', () => {
    module.create(70, 1);
    module.live.delete(70);
    module.create(70, 2);
    expectRoot(70, 2);
  });

  test('also when the old one had found its place taken', () => {
    // 100 and 32,868 want the same place.
    module.create(100, 2);
    module.create(32_868, 1);
    module.live.delete(32_868);
    expectRoot(100, 2);
    module.live.delete(100);
    module.create(101, 2);
    module.create(32_868, 2);
    expectRoot(32_868, 2);
    expectRoot(101, 2);
  });

  test('a root with the id of a root that is gone has its own configuration', () => {
    module.live.delete(2);
    expect(module.configure(2, configOf(one))).toBe(true);
    module.create(9, 2);
    expectRoot(9, 1);
  });

  test('a root whose new configuration is wrong judges nothing any more', () => {
    expect(module.configure(2, { nonsense: true })).toBe(false);
    module.create(9, 2);
    expect(module.judge(9, two)).toBe(503);
    module.create(10, 1);
    expectRoot(10, 1);
  });

  test('a stream that was never announced is refused while several roots live', () => {
    expect(module.judge(500, one)).toBe(503);
  });
});
