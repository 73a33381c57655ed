import { describe, expect, test } from 'vitest';
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

  test('tells that a configuration was refused', () => {
    expect(microHost(filterPath('normalizer'), '{"path":{"preset":"NO_SUCH"}}').accepted).toBe(false);
  });
});
