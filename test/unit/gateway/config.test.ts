import { beforeAll, describe, expect, test } from 'vitest';
import type { Vm } from '../../../tools/host/index.ts';
import { shown } from '../cases/case-row.ts';
import { configRows, guardPrefix } from '../guard/config-row.ts';
import { badRows, goodRows } from '../normalizer/config-row.ts';
import { vmOf } from './gateway.ts';

const prefix = 'portcullis gateway: ';

/** Configurations of the two jobs, each as the value of its key. */
const bad = [
  ...configRows('bad').map((row) => ({ ...row, key: 'guard' })),
  ...badRows().map((row) => ({ ...row, key: 'normalizer' })),
].filter(({ config }) => isJson(config));
const taken = [
  ...configRows('good').map(({ where, config }) => ({ where, config, key: 'guard' })),
  ...goodRows().map(({ where, config }) => ({ where, config, key: 'normalizer' })),
].filter(({ config }) => isJson(config));

/** A value within another one must be a value: what is broken off, or has more behind it, is another text there. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The error of a configuration that is read at `offset`, under `key`. */
function moved(error: string, key: string, offset: number): string {
  return error
    .replace(/^\$/, `$.${key}`)
    .replace(/ \(byte (\d+)\)/, (_, byte: string) => ` (byte ${Number(byte) + offset})`)
    .replaceAll('which $.', `which $.${key}.`);
}

let vm: Vm;
beforeAll(async () => {
  vm = await vmOf('gateway');
});

/** What the filter logs about a configuration that it refuses. */
function errorOf(text: string): string {
  const before = vm.logs.length;
  const root = vm.createRoot({ configuration: Buffer.from(text, 'latin1') });
  expect(root.configured, text).toBe(false);
  expect(vm.failed).toBeUndefined();
  root.delete();
  const lines = vm.logs.slice(before);
  expect(lines).toHaveLength(1);
  return lines[0]!.message;
}

describe('a configuration that one of the jobs refuses', () => {
  test('there are 230 and more', () => {
    expect(bad.length).toBeGreaterThanOrEqual(230);
  });

  for (const { where, config, error, key } of bad) {
    test(`${where} ${shown(config.slice(0, 80))}: the same line, with the key and where it stands`, () => {
      const alone = `{"${key}":`;
      expect(errorOf(`${alone}${config}}`)).toBe(`${prefix}${moved(error!, key, alone.length)}`);
      const other =
        key === 'guard' ? '"normalizer":{"path":{"steps":["lower-case"]}}' : '"guard":{"rule":"SNI_EQUALS_HOST"}';
      const behind = `{ ${other} ,\n "${key}" : `;
      expect(errorOf(`${behind}${config} }`)).toBe(`${prefix}${moved(error!, key, behind.length)}`);
    });
  }
});

describe('a configuration that is wrong itself', () => {
  const rows: readonly [string, string][] = [
    ['', '$ (byte 0): found the end of the text, expected an object'],
    ['[]', '$ (byte 0): found an array, expected an object'],
    ['{}', '$ (byte 0): found neither "guard" nor "normalizer", expected "guard", "normalizer" or both'],
    ['{"guards":{}}', '$.guards (byte 1): found "guards", expected one of "guard", "normalizer"'],
    ['{"guard":{},"guard":{}}', '$.guard (byte 12): found "guard" again, expected each key once'],
    ['{"guard":{}} x', '$ (byte 13): found x, expected nothing more'],
    ['{"guard":{} x}', '$ (byte 12): found x, expected "," or "}"'],
    ['{"guard":', '$.guard (byte 9): found the end of the text, expected an object'],
    ['{"guard":}', '$.guard (byte 9): found "}", expected an object'],
    ['{"guard":"a}","normalizer":1}', '$.guard (byte 9): found "a}", expected an object'],
    ['{"guard":{"rule"', '$ (byte 16): found the end of the text, expected "," or "}"'],
    ['{"normalizer":{"path":{"steps":["lower-case"}}', '$ (byte 46): found the end of the text, expected "," or "}"'],
  ];
  test.each(rows)('%s', (text, error) => {
    expect(errorOf(text)).toBe(prefix + error);
  });

  test('a bracket in a string ends nothing', () => {
    const text = String.raw`{"guard":{"x\"}":1}}`;
    expect(errorOf(text)).toContain(String.raw`$.guard.x\x22} (byte 10): found "x\x22}", expected one of "rule"`);
  });

  test('does not spoil the next one, nor does a good one', () => {
    const good = '{"normalizer":{"path":{"preset":"BASE"}},"guard":{}}';
    for (const text of ['{"guard":{"rule":1}}', good, '{"guard":[]', good]) {
      const root = vm.createRoot({ configuration: text });
      expect(root.configured).toBe(text === good);
      root.delete();
    }
    expect(errorOf('{"x":1}')).toContain(`${prefix}$.x (byte 1)`);
  });

  test('is told as one of this filter, not of the jobs', () => {
    expect(errorOf('{"guard":{"x":1}}')).not.toContain(guardPrefix);
  });
});

describe('a configuration that both jobs take', () => {
  for (const { where, config, key } of taken) {
    test(`${where}: is taken, before and behind the other job's`, () => {
      const before = vm.logs.length;
      const other = key === 'guard' ? '"normalizer":{"mark":true}' : '"guard":{"mark":true}';
      for (const text of [`{"${key}":${config}}`, `{${other},"${key}":${config}}`, `{"${key}":${config},${other}}`]) {
        const root = vm.createRoot({ configuration: Buffer.from(text, 'latin1') });
        expect(root.configured, text).toBe(true);
        root.delete();
      }
      expect(vm.logs.slice(before)).toEqual([]);
    });
  }
});

describe('memory', () => {
  test('10,000 updates leave it as large as it was', () => {
    const configuration = JSON.stringify({
      guard: { listeners: Array.from({ length: 20 }, (_, i) => ({ hosts: [`h${i}.example.com`] })) },
      normalizer: { path: { preset: 'STRICT' }, rules: [{ hosts: ['a.test'], path: { preset: 'NONE' } }] },
    });
    const pages = (): number => vm.memory.buffer.byteLength;
    for (let i = 0; i < 100; i++) vm.createRoot({ configuration }).delete();
    const before = pages();
    for (let i = 0; i < 10_000; i++) vm.createRoot({ configuration }).delete();
    expect(pages()).toBe(before);
  });
});
