import { describe, expect, test } from 'vitest';
import { createVm } from '../../../tools/host/index.ts';
import { normalizer, normalizerModule, pathOf } from '../cases/normalizer.ts';

const lower = { path: { steps: ['lower-case'] } };

describe('forward ORIGINAL and restore', () => {
  test('the first instance saves what it changes, the second puts it back', async () => {
    const vm = await createVm({ module: await normalizerModule() });
    const first = vm.createRoot({ configuration: '{"path":{"steps":["lower-case"]},"forward":"ORIGINAL"}' });
    const second = vm.createRoot({ configuration: '{"restore":true}' });
    for (const path of ['/A%2f?Q', '/a', 'http://Host/A']) {
      const saving = first.createStream({
        headers: [
          [':method', 'GET'],
          [':path', path],
        ],
      });
      saving.requestHeaders();
      expect(pathOf(saving)).toBe(path.replace('A%2f', 'a%2f').replace(/A$/, 'a'));
      const restoring = second.createStream({
        headers: saving.headers,
        filterState: Object.fromEntries(saving.filterState),
      });
      restoring.requestHeaders();
      expect(pathOf(restoring)).toBe(path);
      saving.finish();
      restoring.finish();
    }
  });

  test('nothing is saved of a path that did not change', async () => {
    const filter = await normalizer({ ...lower, forward: 'ORIGINAL' });
    expect([...filter.request('/a').filterState.keys()]).toEqual([]);
    expect([...filter.request('/A').filterState.keys()]).toEqual(['portcullis.original_path']);
  });
});

describe('mark', () => {
  const marked = { ...lower, mark: true };
  test.each([
    ['/a', 'untouched'],
    ['/A', 'rewritten'],
    ['*', 'no path'],
  ])('%s: every judged request is marked (%s)', async (path) => {
    const state = (await normalizer(marked)).request(path).filterState;
    expect(new TextDecoder().decode(state.get('portcullis.normalizer'))).toBe('judged');
  });
  test('without it nothing is', async () => {
    expect((await normalizer(lower)).request('/A').filterState.size).toBe(0);
  });
});
