import { beforeEach, describe, expect, test } from 'vitest';
import { bareModule, configOf } from './bare-module.ts';
import type { BareModule } from './bare-module.ts';

// A VM that has had one root only notes nothing of its streams (assembly/abi/streams.ts): what ends that, and who is judged by
// whom then.

const [one, two] = ['one.example.com', 'two.example.com'];

describe('the only root', () => {
  let module: BareModule;
  beforeEach(async () => {
    module = await bareModule();
  });
  /** The status that a request for its own host gets by configuration `one` and by `two`. */
  const answers = (stream: number): readonly [number, number] => [module.judge(stream, one), module.judge(stream, two)];

  test('judges its streams', () => {
    module.configure(1, configOf(one));
    module.create(2, 1);
    expect(answers(2)).toEqual([0, 421]);
  });

  test('judges nothing once its new configuration was wrong, and all again by the next right one', () => {
    module.configure(1, configOf(one));
    module.create(2, 1);
    expect(module.configure(1, { nonsense: true })).toBe(false);
    expect(answers(2)).toEqual([503, 503]);
    module.configure(1, configOf(two));
    module.create(3, 1);
    expect(answers(2)).toEqual([421, 0]);
    expect(answers(3)).toEqual([421, 0]);
  });

  test('goes on when the configuration of another root was wrong', () => {
    module.configure(1, configOf(one));
    module.create(2, 1);
    expect(module.configure(3, { nonsense: true })).toBe(false);
    module.create(4, 1);
    module.create(5, 1);
    expect(answers(2)).toEqual([0, 421]);
    // These have places, which the first look gives back.
    expect(module.judge(4, one)).toBe(0);
    expect(module.judge(5, two)).toBe(421);
  });

  test.each([
    ['was wrong', true],
    ['never came', false],
  ])('judges no stream of a root whose configuration %s', (_, came) => {
    module.configure(1, configOf(one));
    module.create(2, 1);
    if (came) expect(module.configure(3, { nonsense: true })).toBe(false);
    module.create(4, 3);
    module.create(5, 1);
    expect(module.judge(4, one)).toBe(503);
    expect(module.judge(5, one)).toBe(0);
    expect(module.judge(2, one)).toBe(0);
  });

  test('is the second where the first was never configured, for its own streams alone', () => {
    expect(module.configure(1, { nonsense: true })).toBe(false);
    module.create(2, 1);
    module.configure(3, configOf(two));
    module.create(4, 3);
    expect(module.judge(2, two)).toBe(503);
    expect(module.judge(4, two)).toBe(0);
  });

  test('judges its streams from before the second root, and no others that were never announced', () => {
    module.configure(1, configOf(one));
    module.create(2, 1);
    module.configure(3, configOf(two));
    module.create(4, 3);
    module.create(5, 1);
    expect(module.judge(4, two)).toBe(0);
    expect(module.judge(5, one)).toBe(0);
    expect(answers(2)).toEqual([0, 421]);
    expect(answers(9)).toEqual([503, 503]);
  });

  test('judges none of them once it is gone', () => {
    module.configure(1, configOf(one));
    module.create(2, 1);
    module.configure(3, configOf(two));
    module.live.delete(1);
    module.configure(4, configOf(two));
    expect(answers(2)).toEqual([503, 503]);
  });

  test('stays the only one when it is configured anew after it had streams', () => {
    module.configure(1, configOf(one));
    module.create(2, 1);
    module.configure(1, configOf(two));
    module.create(3, 1);
    expect(answers(2)).toEqual([421, 0]);
    expect(answers(3)).toEqual([421, 0]);
  });

  test('judges its streams from before a second root whose id has wrapped around', () => {
    module.configure(2 ** 32 - 3, configOf(one));
    module.create(2 ** 32 - 2, 2 ** 32 - 3);
    module.configure(3, configOf(two));
    expect(answers(2 ** 32 - 2)).toEqual([0, 421]);
    expect(answers(5)).toEqual([503, 503]);
  });
});
