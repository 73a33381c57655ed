import { describe, expect, test } from 'vitest';
import { createVm } from '../../../tools/host/index.ts';
import { normalizer, normalizerModule } from '../cases/normalizer.ts';

describe('the host section', () => {
  const all = ['lower-case', 'strip-port', 'strip-trailing-dot'];
  const rows = [
    [all, 'Admin.Example.COM.:443', 'admin.example.com'],
    [all, '[2001:DB8::1]:443', '[2001:db8::1]'],
    [all, 'a.example.com', 'a.example.com'],
    [['lower-case'], 'A:80', 'a:80'],
    [['strip-port'], 'A.:80', 'A.'],
    [['strip-trailing-dot'], 'A.', 'A'],
    [['strip-trailing-dot', 'strip-port'], 'A.:80', 'A'],
    [all, '.', '.'],
    [all, ':443', ':443'],
    [all, '.:443', '.:443'],
    [all, '', ''],
    [[], 'A.:80', 'A.:80'],
  ] as const;
  test.each(rows)('%j: %s -> %s', async (steps, host, expected) => {
    const stream = (await normalizer({ host: { steps } })).request('/', { ':authority': host });
    expect(stream.headers.find(([name]) => name === ':authority')?.[1]).toBe(expected);
  });

  test('a request without authority passes', async () => {
    const vm = await createVm({ module: await normalizerModule() });
    const root = vm.createRoot({ configuration: JSON.stringify({ host: { steps: all } }) });
    expect(
      root
        .createStream({
          headers: [
            [':method', 'GET'],
            [':path', '/'],
          ],
        })
        .requestHeaders(),
    ).toBe('continue');
  });
});
