import fc from 'fast-check';
import type { StepOption } from '../../../tools/catalog/steps.ts';

// What the steps look at, alone and side by side, and everything else a byte can be.

const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));
const printable = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));

const pieces = (
  '/ // /./ /../ .. . \\ \\..\\ ..;a .; ; ;a=b # % %% %2 %25 %252f %2541 ' +
  '%2e %2E%2e %2f %2F %5c %5C %41 %61 %4 %a %zz %3f %23 %c0%af %7e %30 %39 ' +
  '%u002f %U002E %u0041 %u00e9 %uff0e %uff1f %uff05 %u0000 %ud83d %uDE00 %ud83 %u ' +
  '%c1%81 %c0%a5 %c0%80 %c0 %e0%80%af %e0%81%9c %e0%a0%80 %f0%80%80%af %f0%80%81%81 %f0%80 ' +
  '%ef%bc%8f %EF%BD%9E %ef%bc%80 %ef%bd%9f %ef %bc %e2%82%ac %ed%a0%80 %f0%9f%98%80 %f4%90%80%80 %a9 ' +
  './ ../../ ... a. %5 %u00 ' +
  'a b A Z admin 0 9 f F 1 ~ " < | ^ ` {'
).split(' ');
const rare = [
  '%00',
  '\0',
  '\x01',
  '\x7f',
  '\x80',
  '\xff',
  '\xc3\xa9',
  '\xef\xbc\x8f',
  '\xef\xbd\x9e',
  '\xef%bc\x8e',
  '\xcf\xbc\x8f',
  '\xe2\x82',
  '\xed\xa0\x80',
  ' ',
  ' /',
  '. ',
  '. /',
  '\t',
  '%0a',
  '%ff',
  '?',
  '??',
];

/** Path parts of any bytes but `?`, most of them full of what the steps look at. */
export function pathPart(): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { arbitrary: fc.constantFrom(...pieces), weight: 12 },
    { arbitrary: printable, weight: 2 },
    { arbitrary: fc.constantFrom(...rare), weight: 1 },
    { arbitrary: byte, weight: 1 },
  );
  return fc
    .tuple(fc.constantFrom('/', '/', '/', '/', '', '\\', '.'), fc.array(piece, { maxLength: 14 }))
    .map(([first, rest]) => (first + rest.join('')).replaceAll('?', ''));
}

/** A whole `:path` in origin form: a path part, and sometimes a query that looks like more path. */
export function target(): fc.Arbitrary<string> {
  const query = fc.oneof(
    fc.constant(''),
    pathPart().map((text) => `?${text}`),
    fc.constant('?'),
    fc.constant('??//..%2f'),
  );
  return fc.tuple(pathPart(), query).map(([part, rest]) => `/${part}${rest}`);
}

/** The same of bytes that Envoy's HTTP/1.1 codec lets through: printable ASCII, beginning with a slash that is no `//`-only host. */
export function wireTarget(): fc.Arbitrary<string> {
  const piece = fc.oneof({ arbitrary: fc.constantFrom(...pieces), weight: 10 }, { arbitrary: printable, weight: 2 });
  return fc.array(piece, { maxLength: 16 }).map((rest) => `/${rest.join('')}`);
}

/** Values of a step's option; of a length those that paths of these tests have. 1 where the step takes none. */
export function optionValue(option: StepOption | undefined): fc.Arbitrary<number> {
  if (option === undefined) return fc.constant(1);
  return fc.integer({ min: option.min, max: Math.min(option.max, 60) });
}
