import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { triggers } from '../../../tools/catalog/steps.ts';
import { scanModel } from '../cases/scan-model.ts';
import { stepModule, type StepModule } from '../cases/step-module.ts';
import { pathPart, target } from './arbitrary-path.ts';

// The scan looks only at bytes that its screen names (assembly/path/screen.ts): it must see what a look at every byte sees.

const seed = 20_260_801;

let module: StepModule;
beforeAll(async () => {
  module = await stepModule();
});

/** Any set of triggers, most of them of a few. */
const mask = fc.subarray(Object.values(triggers)).map((chosen) => chosen.reduce((bits, bit) => bits | bit, 0));

const letters = fc.integer({ min: 0, max: 40 }).map((size) => 'abcdefghij'.repeat(4).slice(0, size));
const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));
const edge = fc.constantFrom(
  '/',
  '/',
  '.',
  ' ',
  '?',
  '//',
  '/.',
  './',
  '..',
  ' /',
  'A',
  '%',
  ';',
  '#',
  '\\',
  '\0',
  '\xff',
);

/** Long plain runs between what matters, so that a trigger stands at every place of sixteen bytes. */
const sparse = fc
  .array(fc.tuple(letters, fc.oneof({ arbitrary: edge, weight: 4 }, { arbitrary: byte, weight: 1 })), { maxLength: 4 })
  .chain((runs) => letters.map((last) => runs.flat().join('') + last));

const path = fc.oneof({ arbitrary: sparse, weight: 3 }, { arbitrary: target(), weight: 1 }, pathPart());

/** Sixteen bytes and more that the skipping may read and nothing may depend on. */
const behind = fc.oneof(
  fc.array(fc.oneof(edge, byte), { minLength: 17, maxLength: 17 }).map((bytes) => bytes.join('')),
  fc.constantFrom('/', '.', '?', ' ', 'a', '\xff').map((filler) => filler.repeat(20)),
);

describe('a scan', () => {
  test('sees the triggers that its screen is for and where the path part ends, whatever follows in memory', () => {
    fc.assert(
      fc.property(path, behind, mask, (text, rest, chosen) => {
        const { seen, size } = scanModel(text);
        expect(module.scan(text, rest, chosen)).toEqual({ seen: seen & chosen, size });
      }),
      { seed, numRuns: 20_000 },
    );
  });
});
