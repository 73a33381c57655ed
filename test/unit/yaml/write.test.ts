import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, parseDocument } from 'yaml';
import { writeYaml } from '../../../tools/yaml/write.ts';

const quoted = [
  ['y', 'Y', 'n', 'N', 'yes', 'no', 'On', 'off', 'true', 'FALSE', 'null', '~', '', 'NaN', '.nan', '.inf', '-.INF'],
  ['1', '-1', '+1', '012', '0o17', '0x1F', '0b1', '1e3', '1E5', 'E0', '.5', '1.', '1_000', '12:30', '190:20:30'],
  ['2020-01-01', '2001-12-14t21:59:43.10-05:00', '=', '<<', '*.example.com', '&a', '!a', '@type', '%a', '`a'],
  ['a: b', 'a #b', 'a:', '- a', '? a', '{a}', '[a]', '|', '>', ' a', 'a ', 'a b', "it's", '"', '---', '...'],
  ['a\nb', 'a\tb', '\u0000', '\u0085', '\u2028', '\ufeff', 'ü', '\u{1f600}'],
].flat();
const plain = ['a', 'ingressgateway', 'oci://localhost:5000/x/y', 'networking.istio.io/v1alpha3', '/admin', 'e3b0c442'];

describe('writeYaml', () => {
  it.each(quoted)('quotes %j as a value and as a key', (text) => {
    const written = writeYaml([{ [text]: text }]);
    expect(written).toMatch(/^(["']).*\1: (["']).*\2\n$/);
    expect(parseDocument(written).toJS()).toEqual({ [text]: text });
  });

  it.each(plain)('leaves %j unquoted', (text) => {
    expect(writeYaml([{ [text]: text }])).toBe(`${text}: ${text}\n`);
  });

  it('writes numbers, booleans and null as such, and nested values in their order', () => {
    expect(writeYaml([{ z: 1, a: [true, null, { b: [] }], e: {} }])).toBe(
      'z: 1\na:\n  - true\n  - null\n  - b: []\ne: {}\n',
    );
  });

  it('writes lists in lists, and keys too long to stand before a colon', () => {
    expect(writeYaml([{ a: [[1, [2]], { b: 1, c: [3] }, [], {}] }])).toBe(
      'a:\n  - - 1\n    - - 2\n  - b: 1\n    c:\n      - 3\n  - []\n  - {}\n',
    );
    const long = { ['k'.repeat(2000)]: { a: [1, { b: 2 }] }, ['l'.repeat(1500)]: 'x' };
    expect(parseDocument(writeYaml([long])).toJS()).toEqual(long);
  });

  it('writes a comment above its document alone, whatever is in it', () => {
    const [one, other] = [{ a: 1 }, { b: 2 }];
    const comments = new Map([[other, ' two\n lines: \u0007\u2028é']]);
    expect(writeYaml([one, other], comments)).toBe('a: 1\n---\n# two\n# lines: ???\nb: 2\n');
  });

  it('separates documents, and writes nothing for none', () => {
    expect(writeYaml([{ a: 1 }, { b: 2 }])).toBe('a: 1\n---\nb: 2\n');
    expect(writeYaml([])).toBe('');
  });

  it('never folds long text and repeats equal objects instead of naming them', () => {
    const shared = { text: 'word '.repeat(100) };
    const written = writeYaml([{ a: shared, b: shared }]);
    expect(written.split('\n')).toHaveLength(5);
    expect(written).not.toContain('&');
  });

  it('is read back equal as YAML 1.2 and as YAML 1.1, whatever the strings', () => {
    const key = fc.oneof(fc.constantFrom(...quoted), fc.string({ unit: 'binary' }), fc.string());
    const value = fc.jsonValue({ noUnicodeString: false });
    fc.assert(
      fc.property(fc.dictionary(key, fc.oneof(key, value)), (object) => {
        // JSON has no -0, and neither reader keeps an own property named __proto__.
        const clean = JSON.parse(JSON.stringify(object, (name, inner) => (name === '__proto__' ? undefined : inner)));
        const written = writeYaml([clean, clean]);
        for (const version of ['1.2', '1.1'] as const) {
          const back = parseAllDocuments(written, { version, merge: version === '1.1' });
          expect(back).toHaveLength(2);
          for (const document of back as { toJS(): unknown }[]) expect(document.toJS()).toEqual(clean);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
