import { describe, expect, test } from 'vitest';
import { createVm } from '../../../tools/host/index.ts';
import { normalizer, normalizerModule } from '../cases/normalizer.ts';

describe('actions', () => {
  const details = (config: unknown, path: string, headers: Record<string, string> = {}) =>
    normalizer(config).then((filter) => filter.request(path, headers).localReply);

  test('reject answers with the configured status and names the step', async () => {
    const config = { path: { steps: [{ step: 'merge-slashes', action: 'reject' }] }, rejectStatus: 422 };
    expect(await details(config, '/a//b')).toMatchObject({
      status: 422,
      details: 'portcullis_path_rejected{merge-slashes}',
      body: 'Bad Request\n',
    });
    expect(await details(config, '/a/b')).toBeUndefined();
  });

  const redirect = { path: { steps: ['fold-backslash', { step: 'lower-case', action: 'redirect' }] } };
  const locations = [
    ['/A?B', '/a?B', 'the query goes with it'],
    ['//A', '/.//a', 'never to another site: a path of two slashes in front is guarded'],
    ['/\\A', '/.//a', 'nor by a backslash'],
    ['http://Host/A?B', '/a?B', 'absolute form: the path of the site that was asked'],
  ] as const;
  test.each(locations)('redirect of %s goes to %s: %s', async (path, location) => {
    expect(await details(redirect, path)).toMatchObject({
      status: 307,
      details: 'portcullis_path_redirected{lower-case}',
      headers: [['location', location]],
    });
  });
  test('a location that begins with a slash and a backslash is guarded', async () => {
    const config = { path: { steps: [{ step: 'lower-case', action: 'redirect' }] } };
    expect((await details(config, '/\\A'))?.headers).toEqual([['location', '/./\\a']]);
  });

  test('nothing is redirected that would go to itself', async () => {
    expect(await details(redirect, '/a')).toBeUndefined();
    expect(await details(redirect, '/\\a')).toBeUndefined();
  });

  test.each(['application/grpc', 'application/grpc+proto', 'application/grpc;x=1'])(
    'a gRPC request (%s) is rejected, not redirected',
    async (type) => {
      const reply = await details(redirect, '/A', { 'content-type': type });
      expect(reply).toMatchObject({ status: 400, details: 'portcullis_path_rejected{lower-case}' });
    },
  );
  test.each(['application/grpc-web', 'application/grp', 'text/plain'])('one of %s is redirected', async (type) => {
    expect((await details(redirect, '/A', { 'content-type': type }))?.status).toBe(307);
  });

  test('report keeps the value, counts, and logs the step and the path', async () => {
    const filter = await normalizer({
      path: {
        steps: [
          { step: 'lower-case', action: 'report' },
          { step: 'nul', action: 'report' },
        ],
      },
    });
    expect(filter.path('/A"\n?Q')).toBe('/A"\n?Q');
    const { filterState } = filter.request('/%00');
    expect(Buffer.from(filterState.get('portcullis.reported') ?? []).toString()).toBe('nul');
    expect(filter.request('/a').filterState.size).toBe(0);
    expect(filter.vm.metric('portcullis_normalizer_reported')).toBe(2);
    expect(filter.vm.logs.map(({ level, message }) => `${level} ${message}`)).toEqual([
      'warn portcullis normalizer: reported: lower-case would change path "/A\\x22\\x0a?Q"',
      'warn portcullis normalizer: reported: nul matches path "/%00"',
    ]);
  });

  test('requests cannot fill the log: ten lines a second, the rest is counted', async () => {
    let now = 1_000_000_000n;
    const vm = await createVm({ module: await normalizerModule(), now: () => now });
    const root = vm.createRoot({ configuration: '{"path":{"steps":[{"step":"lower-case","action":"report"}]}}' });
    const send = (): void =>
      void root.judge([
        [':method', 'GET'],
        [':path', '/A'],
      ]);
    for (let count = 0; count < 100; count++) send();
    expect(vm.logs.length).toBe(10);
    now += 1_000_000_000n;
    send();
    expect(vm.logs.length).toBe(11);
    expect(vm.logs.at(-1)?.message).toBe(
      'portcullis normalizer: reported: lower-case would change path "/A" (lines not shown since: 90)',
    );
    expect(vm.metric('portcullis_normalizer_reported')).toBe(101);
  });

  test('counters count what happened, and a clean request touches none', async () => {
    const filter = await normalizer({
      path: { steps: ['lower-case', { step: 'merge-slashes', action: 'redirect' }, { step: 'nul', action: 'reject' }] },
    });
    const counters = () =>
      ['rewritten', 'rejected', 'redirected', 'reported'].map((name) =>
        filter.vm.metric(`portcullis_normalizer_${name}`),
      );
    expect(counters()).toEqual([0, 0, 0, 0]);
    filter.path('/a?A//');
    expect(counters()).toEqual([0, 0, 0, 0]);
    filter.path('/A');
    filter.path('/A');
    filter.path('/a//b');
    filter.path('/%00');
    expect(counters()).toEqual([2, 1, 1, 0]);
  });

  test.each([
    ['a host alone', '/a', 'A', [1, 0, 0, 0]],
    ['a path alone', '/A', 'a', [1, 0, 0, 0]],
    ['host and path of one request once', '/A', 'A', [1, 0, 0, 0]],
    ['a host before a refused path', '/%00', 'A', [0, 1, 0, 0]],
    ['a host before a redirected path', '//', 'A', [0, 0, 1, 0]],
    ['a host before a path that steps put back', '/%20', 'A', [1, 0, 0, 0]],
    ['nothing', '/a', 'a', [0, 0, 0, 0]],
  ])('counters count %s', async (_what, path, host, expected) => {
    const steps = [
      { step: 'nul', action: 'reject' },
      { step: 'merge-slashes', action: 'redirect' },
      'lower-case',
      'decode-percent',
      'escape-unsafe',
    ];
    const filter = await normalizer({ path: { steps }, host: { steps: ['lower-case'] } });
    filter.request(path, { ':authority': host });
    const found = ['rewritten', 'rejected', 'redirected', 'reported'].map((name) =>
      filter.vm.metric(`portcullis_normalizer_${name}`),
    );
    expect(found).toEqual(expected);
  });
});
