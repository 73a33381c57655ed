import { describe, expect, test } from 'vitest';
import { createVm } from '../../../tools/host/index.ts';
import { normalizer, normalizerModule } from '../cases/normalizer.ts';

const lower = { path: { steps: ['lower-case'] } };

describe('targets', () => {
  const rows = [
    ['*', '*', 'the asterisk form names no path'],
    ['HTTP://Host/A?B', 'HTTP://Host/a?B', 'absolute form: scheme, authority and query stay'],
    ['http://Host?A', 'http://Host?A', 'absolute form without a path'],
    ['http://Host#A/B', 'http://Host#A/B', 'absolute form with nothing but a fragment'],
    ['http://Host\\A', 'http://Host\\a', 'a backslash begins the path, as browsers have it'],
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
