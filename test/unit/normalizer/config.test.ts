import { beforeAll, describe, expect, test } from 'vitest';
import { createVm, type Vm } from '../../../tools/host/index.ts';
import { shown } from '../cases/case-row.ts';
import { normalizerModule, pathOf } from '../cases/normalizer.ts';
import { badRows, goodRows, normalizerPrefix } from './config-row.ts';

// test/e2e/normalizer/config.test.ts shows the same rows to a real Envoy.

let vm: Vm;
beforeAll(async () => {
  vm = await createVm({ module: await normalizerModule() });
});

const bytes = (config: string): Buffer => Buffer.from(config, 'latin1');

describe('a bad configuration', () => {
  for (const row of badRows()) {
    test(`${row.where} ${shown(row.config.slice(0, 80))}: one line says what is wrong`, () => {
      const before = vm.logs.length;
      const root = vm.createRoot({ configuration: bytes(row.config) });
      expect(root.configured).toBe(false);
      expect(vm.logs.slice(before)).toEqual([
        { level: 'error', message: `${normalizerPrefix}${row.error}`, contextId: root.id },
      ]);
      expect(vm.failed).toBeUndefined();
      root.delete();
    });
  }

  test('there are 60 and more, all different', () => {
    const configs = badRows().map(({ config }) => config);
    expect(new Set(configs).size).toBe(configs.length);
    expect(configs.length).toBeGreaterThanOrEqual(60);
  });

  test('leaves the VM as it was: a good one after it works, a request to it is refused', () => {
    const bad = vm.createRoot({ configuration: '{' });
    const good = vm.createRoot({ configuration: '{"path":{"preset":"BASE"}}' });
    const headers = [
      [':method', 'GET'],
      [':path', '/a/../b'],
      [':authority', 'a'],
    ] as const;
    const refused = bad.createStream({ headers });
    expect(refused.requestHeaders()).toBe('stop');
    expect(refused.localReply?.status).toBe(503);
    const passed = good.createStream({ headers });
    passed.requestHeaders();
    expect(pathOf(passed)).toBe('/b');
  });
});

describe('a good configuration', () => {
  for (const row of goodRows()) {
    test(`${row.where} ${row.note}`, () => {
      const before = vm.logs.length;
      const root = vm.createRoot({ configuration: bytes(row.config) });
      expect(vm.logs.slice(before)).toEqual([]);
      expect(root.configured).toBe(true);
      const stream = root.createStream({
        headers: [
          [':method', 'GET'],
          [':path', row.input],
          [':authority', 'a.example.com'],
        ],
      });
      stream.requestHeaders();
      expect(pathOf(stream)).toBe(row.output);
      stream.finish();
      root.delete();
    });
  }
});
