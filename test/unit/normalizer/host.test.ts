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

describe('actions of host steps', () => {
  const request = async (steps: unknown, host: string) => {
    const filter = await normalizer({ host: { steps }, rejectStatus: 418 });
    return { filter, stream: filter.request('/', { ':authority': host }) };
  };

  test('reject refuses what the step would change, and names it', async () => {
    const steps = ['lower-case', { step: 'strip-trailing-dot', action: 'reject' }];
    const { filter, stream } = await request(steps, 'A.example.com.');
    expect(stream.localReply).toMatchObject({ status: 418, details: 'portcullis_host_rejected{strip-trailing-dot}' });
    expect(filter.vm.metric('portcullis_normalizer_rejected')).toBe(1);
    expect((await request(steps, 'A.example.com')).stream.headers).toContainEqual([':authority', 'a.example.com']);
    expect((await request(steps, '.')).stream.localReply).toBeUndefined();
  });

  test('report keeps the value, counts, logs, and sets filter state', async () => {
    const { filter, stream } = await request([{ step: 'strip-port', action: 'report' }, 'lower-case'], 'A:80');
    expect(stream.headers).toContainEqual([':authority', 'a:80']);
    expect(Buffer.from(stream.filterState.get('portcullis.reported') ?? []).toString()).toBe('strip-port');
    expect(filter.vm.metric('portcullis_normalizer_reported')).toBe(1);
    expect(filter.vm.logs.map(({ message }) => message)).toEqual([
      'portcullis normalizer: reported: strip-port would change host "a:80"',
    ]);
  });
});
