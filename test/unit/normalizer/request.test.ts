import { describe, expect, test } from 'vitest';
import { createVm } from '../../../tools/host/index.ts';
import { normalizer, normalizerModule, pathOf } from '../cases/normalizer.ts';

const lower = { path: { steps: ['lower-case'] } };

describe('targets', () => {
  const rows = [
    ['*', '*', 'the asterisk form names no path'],
    ['HTTP://Host/A?B', 'HTTP://Host/a?B', 'absolute form: scheme, authority and query stay'],
    ['http://Host?A', 'http://Host?A', 'absolute form without a path'],
    ['http://[::A]/B', 'http://[::A]/b', 'an IPv6 authority'],
    ['/http://Host/A', '/http://host/a', 'what looks like one behind a slash is a path'],
    ['//Host/A', '//host/a', 'two slashes begin a path, no authority'],
    ['A', 'a', 'no leading slash'],
    ['?A', '?A', 'nothing but a query'],
    ['/A?B#C', '/a?B#C', 'a number sign in the query'],
    ['/A#B?C', '/a#b?C', 'a fragment before the query'],
  ] as const;
  test.each(rows)('%s -> %s: %s', async (path, expected) => {
    expect((await normalizer(lower)).path(path)).toBe(expected);
  });

  test('a preset gives no slash to an absolute form', async () => {
    const filter = await normalizer({ path: { preset: 'BASE' } });
    expect(filter.path('http://host/a/../b')).toBe('http://host/b');
    expect(filter.path('http://host')).toBe('http://host');
  });

  test('the path of a classic CONNECT is none; that of an extended one is one', async () => {
    const filter = await normalizer(lower);
    expect(filter.path('Host:443', { ':method': 'CONNECT' })).toBe('Host:443');
    expect(filter.path('/A', { ':method': 'CONNECT', ':protocol': 'websocket' })).toBe('/a');
    expect(filter.path('/A', { ':method': 'connect' })).toBe('/a');
  });

  test('a request without :path passes', async () => {
    const vm = await createVm({ module: await normalizerModule() });
    const root = vm.createRoot({ configuration: '{"path":{"preset":"BASE","steps":["lower-case"]}}' });
    const stream = root.createStream({
      headers: [
        [':method', 'CONNECT'],
        [':authority', 'A:443'],
      ],
    });
    expect(stream.requestHeaders()).toBe('continue');
    expect(stream.headers).toEqual([
      [':method', 'CONNECT'],
      [':authority', 'A:443'],
    ]);
  });
});

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
    expect(filter.path('/%00')).toBe('/%00');
    expect(filter.path('/a')).toBe('/a');
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
});

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

describe('what is too long to be judged', () => {
  const long = 'A'.repeat(131_072);
  test('a path part of 128 KiB is judged, a longer one is refused', async () => {
    const filter = await normalizer(lower);
    expect(filter.path(`/${long.slice(1)}`)).toBe(`/${long.slice(1).toLowerCase()}`);
    expect(filter.request(`/${long}`).localReply).toMatchObject({
      status: 400,
      details: 'portcullis_path_rejected{too-large}',
    });
    expect(filter.request('/'.padEnd(1_000_000, 'A')).localReply).toMatchObject({
      details: 'portcullis_path_rejected{too-large}',
    });
    expect(filter.path('/A')).toBe('/a');
  });
  test('the longest path may grow threefold, with the longest query behind it', async () => {
    const query = `?${'q'.repeat(30_000)}`;
    const path = `http://a/${'\xff'.repeat(131_071)}${query}`;
    const grown = `/${'%FF'.repeat(131_071)}${query}`;
    expect((await normalizer({ path: { steps: ['escape-unsafe'] } })).path(path)).toBe(`http://a${grown}`);
    const redirects = await normalizer({ path: { steps: [{ step: 'escape-unsafe', action: 'redirect' }] } });
    expect(redirects.request(path).localReply?.headers).toEqual([['location', grown]]);
  });
  test('a host too long to be read is refused', async () => {
    const filter = await normalizer({ host: { steps: ['lower-case'] } });
    expect(filter.request('/', { ':authority': 'A'.repeat(200_000) }).localReply).toMatchObject({ status: 400 });
  });
});
