import { beforeAll, describe, expect, test } from 'vitest';
import type { Vm } from '../../../tools/host/index.ts';
import { shown } from '../cases/case-row.ts';
import { configRows, guardPrefix } from './config-row.ts';
import { ask, configurationBytes, guardVm, verdictOf } from './guard.ts';

// test/e2e/guard/config.test.ts shows the same rows to a real Envoy.

describe('a bad configuration', () => {
  // One VM for all: each root fails for itself.
  let vm: Vm;
  beforeAll(async () => {
    vm = await guardVm();
  });

  for (const row of configRows('bad')) {
    test(`${row.where} ${shown(row.config.slice(0, 80))}: one line says what is wrong`, () => {
      const before = vm.logs.length;
      const root = vm.createRoot({ configuration: configurationBytes(row.config) });
      expect(root.configured).toBe(false);
      expect(vm.logs.slice(before)).toEqual([
        { level: 'error', message: `${guardPrefix}${row.error}`, contextId: root.id },
      ]);
      expect(vm.failed).toBeUndefined();
    });
  }

  test('there are 60 and more, all different', () => {
    const configs = configRows('bad').map(({ config }) => config);
    expect(new Set(configs).size).toBe(configs.length);
    expect(configs.length).toBeGreaterThanOrEqual(60);
  });
});

describe('a good configuration', () => {
  for (const row of configRows('good')) {
    test(`${row.where} ${row.note}`, async () => {
      const vm = await guardVm();
      const root = vm.createRoot({ configuration: configurationBytes(row.config) });
      expect(vm.logs).toEqual([]);
      expect(root.configured).toBe(true);
      expect(verdictOf(ask(root, { sni: 'a.example.com', host: 'a.example.com', port: 1 }))).toBe('pass');
    });
  }
});
