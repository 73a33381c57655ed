import { describe, expect, test } from 'vitest';
import { parts, readOptions } from '../../../bench/speed/options.ts';
import { Failure } from '../../../tools/model/failure.ts';

describe('the options of npm run bench', () => {
  test('a whole run writes the report, a part of one only prints it', () => {
    expect(readOptions([])).toMatchObject({ out: 'bench/results.md', only: [...parts] });
    for (const part of [['--quick'], ['--only', 'v8'], ['--tables', 'strict'], ['--cases', 'clean-25']]) {
      expect(readOptions(part)).toMatchObject({ out: undefined });
    }
    expect(readOptions(['--quick', '--out', 'here.md'])).toMatchObject({ out: 'here.md' });
  });

  test('takes tables, cases and rows by name', () => {
    expect(readOptions(['--tables', 'guard,gateway', '--cases', 'matching-host', '--rows', 'guard'])).toMatchObject({
      tables: ['guard', 'gateway'],
      cases: ['matching-host'],
      rows: ['guard'],
    });
  });

  test.each([['--only', 'time'], ['--tables', 'lower-case,'], ['--cases', 'clean'], ['--fast'], ['more']])(
    'refuses %s %s',
    (...args) => {
      expect(() => readOptions(args.filter((word) => word !== undefined))).toThrow(Failure);
    },
  );
});
