import { describe, expect, test } from 'vitest';
import { loadHost } from '../../../bench/speed/cases.ts';
import {
  gatewayConfiguration,
  guardConfigurations,
  otherListenerHost,
} from '../../../bench/speed/guard-configurations.ts';
import { microHost } from '../../../bench/speed/micro-host.ts';
import { filterPath } from '../cases/filter-wasm.ts';

const lowerCase = '{"path":{"steps":["lower-case"]}}';

describe('the host of the V8 measure', () => {
  test('lets the normalizer do its job', () => {
    const host = microHost(filterPath('normalizer'), lowerCase);
    host.setRequest({ path: '/Api?Q' });
    host.serve(3);
    expect(host.written()).toBe('/api?Q');
  });

  test('shows that nothing was written to a clean path', () => {
    const host = microHost(filterPath('normalizer'), lowerCase);
    host.setRequest({ path: '/api?Q' });
    host.serve(3);
    expect(host.written()).toBeUndefined();
  });

  test.each([
    ['misdirected-guard', guardConfigurations.guard()],
    ['misdirected-guard', guardConfigurations['guard-equals']()],
    ['gateway', gatewayConfiguration()],
  ])('lets %s answer 421 for the host of another listener, and pass the matching one: %j', (name, configuration) => {
    const host = microHost(filterPath(name), JSON.stringify(configuration));
    host.setRequest({ path: '/', host: loadHost });
    host.serve(2);
    expect(host.answered()).toBeUndefined();
    host.setRequest({ path: '/', host: otherListenerHost });
    host.serve(2);
    expect(host.answered()).toBe(421);
  });

  test('lets the module of both jobs write the path', () => {
    const host = microHost(filterPath('gateway'), JSON.stringify(gatewayConfiguration()));
    host.setRequest({ path: '/Api?Q' });
    host.serve(2);
    expect(host.written()).toBe('/api?Q');
  });

  test('tells that a configuration was refused', () => {
    expect(microHost(filterPath('normalizer'), '{"path":{"preset":"NO_SUCH"}}').accepted).toBe(false);
  });
});
