import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createVm, type Vm } from '../../../tools/host/index.ts';
import { normalizerModule } from '../cases/normalizer.ts';
import { badRows, goodRows, normalizerPrefix } from './config-row.ts';

const seed = 20_260_802;
const texts = [...goodRows(), ...badRows()].map(({ config }) => config);

let vm: Vm;
beforeAll(async () => {
  vm = await createVm({ module: await normalizerModule(), logLimit: 100 });
});

/** Whatever the bytes: configured in silence, or refused with exactly one error line that names a place within the text. */
function configures(config: string): void {
  const before = vm.logs.length;
  const root = vm.createRoot({ configuration: Buffer.from(config, 'latin1') });
  const lines = vm.logs.slice(before);
  expect(vm.failed).toBeUndefined();
  if (root.configured) {
    expect(lines).toEqual([]);
  } else {
    expect(lines.map(({ level }) => level)).toEqual(['error']);
    const message = lines[0]!.message;
    expect(message.startsWith(`${normalizerPrefix}$`)).toBe(true);
    const [, place = '-1'] = / \(byte (\d+)\): found .+, expected ./.exec(message) ?? [];
    expect(Number(place)).toBeGreaterThanOrEqual(0);
    expect(Number(place)).toBeLessThanOrEqual(config.length);
    // One line of printable ASCII, whatever the configuration holds.
    expect(message).toMatch(/^[\x20-\x7e]+$/);
  }
  root.delete();
  (vm.logs as unknown[]).length = 0;
}

const edit = fc.record({
  at: fc.nat({ max: 2000 }),
  drop: fc.nat({ max: 12 }),
  insert: fc.oneof(
    fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)), maxLength: 6 }),
    fc.constantFrom(
      '"',
      '\\',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      'true',
      'null',
      '1e9',
      '\\u0041',
      '\\ud83d',
      '"path":',
      '{}',
      '\0',
    ),
  ),
});

describe('configurations', () => {
  test('every beginning of every row of the tables', () => {
    for (const text of texts.filter(({ length }) => length < 300)) {
      for (let size = 0; size < text.length; size++) configures(text.slice(0, size));
    }
  });

  test('mutated rows of the tables', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
        configures(
          edits.reduce((value, { at, drop, insert }) => {
            const place = value.length === 0 ? 0 : at % (value.length + 1);
            return value.slice(0, place) + insert + value.slice(place + drop);
          }, text),
        );
      }),
      { seed, numRuns: 5000 },
    );
  });

  test('any JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }), (text) => configures(Buffer.from(text).toString('latin1'))),
      { seed, numRuns: 1000 },
    );
  });

  test('JSON with our own keys and words at any place', () => {
    const words = [
      'path',
      'host',
      'steps',
      'step',
      'preset',
      'BASE',
      'lower-case',
      'nul',
      'action',
      'reject',
      'passes',
      'bytes',
      'too-long',
      'mark',
      'restore',
    ];
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 6, withCrossShrink: true },
        fc.constantFrom<unknown>(...words, true, false, null, 1, 400),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom(...words), tie('value'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(value, (config) => configures(JSON.stringify(config))),
      { seed, numRuns: 3000 },
    );
  });

  test('brackets nested far deeper than any configuration', () => {
    for (const open of ['[', '{"path":', '{"path":{"steps":[', '{"path":{"steps":[{"step":']) {
      configures(open.repeat(5000));
    }
  });

  test('a text of a megabyte', () => {
    configures(`{"mark":true${' '.repeat(1_000_000)}}`);
    configures(`{"${'k'.repeat(1_000_000)}":true}`);
    configures(`{"path":{"preset":"${'\\u0041'.repeat(200_000)}"}}`);
  });
});
