import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { luaFilter } from '../../../tools/envoy/lua-filter.ts';
import { virtualHost } from '../../../tools/envoy/routes.ts';
import { chain, denyAdmin, namedRoute, places, restore, restoringAt, save } from './chain.ts';
import { protocols, startForwardGateway, type ForwardGateway } from './forward-gateway.ts';
import { headerMutation, setHeader } from './header-mutation.ts';

// What else changes the request on its way: other filters between the two instances, and the route.

const readsPath = 'function envoy_on_request(h) h:headers():replace("x-read", h:headers():get(":path")) end';
const writesPath = 'function envoy_on_request(h) h:headers():replace(":path", "/written") end';
const routed = [
  virtualHost('all', [
    namedRoute('prefix', '/app', { prefix_rewrite: '/new' }),
    namedRoute('regex', '/re/', { regex_rewrite: { pattern: { regex: '^/re/(.*)$' }, substitution: '/new/\\1' } }),
    namedRoute(
      'headers',
      '/',
      {},
      {
        request_headers_to_add: [{ header: { key: 'x-route-path', value: '%REQ(:PATH)%' } }],
        request_headers_to_remove: ['x-gone'],
      },
    ),
  ]),
];

let gateway: ForwardGateway;
beforeAll(async () => {
  gateway = await startForwardGateway({
    mutation: { httpFilters: chain(headerMutation([setHeader('x-set', '%REQ(:PATH)%'), { remove: 'x-gone' }])) },
    'lua reads': { httpFilters: chain(luaFilter(readsPath)) },
    'lua reads behind': { httpFilters: [...chain(), luaFilter(readsPath)] },
    'lua writes': { httpFilters: chain(luaFilter(writesPath)) },
    'lua writes before authorization': { httpFilters: [save(), luaFilter(writesPath), denyAdmin, restore()] },
    'lua writes behind': { httpFilters: [...chain(), luaFilter(writesPath)] },
    ...Object.fromEntries(places.map((place) => [place, restoringAt(place, routed)])),
  });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

describe.each(protocols)('over %s', (_protocol, clientOf) => {
  const ask = (listener: string, path: string) => gateway.ask(listener, { path, headers: [['x-gone', '1']] }, clientOf);

  test.each([
    ['/A//b?C', '/a/b?C'],
    ['/a', '/a'],
  ])('%s: other headers keep what a filter in between does to them', async (path, normalized) => {
    const { targets, arrived } = await ask('mutation', path);
    expect(targets).toEqual([path]);
    expect(arrived[0]?.headers.get('x-set')).toBe(normalized);
    expect(arrived[0]?.headers.has('x-gone')).toBe(false);
  });

  test('a filter in between reads the normalized path, one behind the original', async () => {
    expect((await ask('lua reads', '/A//b')).arrived[0]?.headers.get('x-read')).toBe('/a/b');
    expect((await ask('lua reads behind', '/A//b')).arrived[0]?.headers.get('x-read')).toBe('/A//b');
  });

  test.each([
    ['lua writes', '/A//b', 200, ['/A//b'], 'a path that was changed: the original overwrites it'],
    ['lua writes', '/a', 200, ['/written'], 'a path that was not changed: it stays'],
    ['lua writes behind', '/A//b', 200, ['/written'], 'behind the second instance it always stays'],
    ['lua writes behind', '/a', 200, ['/written'], 'behind the second instance it always stays'],
    [
      'lua writes before authorization',
      '/ADMIN',
      200,
      ['/ADMIN'],
      'policies judge what was written, the back end gets the original: never do that',
    ],
  ])('%s a path, request %s', async (listener, path, status, targets, _why) => {
    expect(await ask(listener, path)).toMatchObject({ status, targets });
  });

  const routes = [
    // The route and the rewrite both on the original path.
    ['behind authorization', '/app/a', 'prefix', '/new/a', '/app/a'],
    ['behind authorization', '/app//A', 'prefix', '/new//A', '/app//A'],
    ['behind authorization', '/APP/a', 'headers', '/APP/a', undefined],
    ['behind authorization', '/re//A', 'regex', '/new//A', '/re//A'],
    ['behind authorization', '/RE/a', 'headers', '/RE/a', undefined],
    // Both on the normalized path, and then the original overwrites what the route wrote.
    ['upstream', '/app/a', 'prefix', '/new/a', '/app/a'],
    ['upstream', '/app//A', 'prefix', '/app//A', '/app/a'],
    ['upstream', '/re//A', 'regex', '/re//A', '/re/a'],
    // The route on the normalized path, the rewrite on the original, where it fits.
    ['lua', '/app/a', 'prefix', '/new/a', '/app/a'],
    ['lua', '/app//A', 'prefix', '/new//A', '/app//A'],
    ['lua', '/APP/a', 'prefix', '/new/a', '/APP/a'],
    ['lua', '/x/../app/a', 'prefix', '/x/../app/a', undefined],
    ['lua', '/re//A', 'regex', '/new//A', '/re//A'],
    ['lua', '//re/a', 'regex', '//re/a', '//re/a'],
  ] as const;
  test.each(routes)('restored %s: a route rewrites %s (%s) to %s', async (place, path, route, target, original) => {
    const outcome = await ask(place, path);
    expect(outcome).toMatchObject({ status: 200, route, targets: [target] });
    expect(outcome.arrived[0]?.headers.get('x-envoy-original-path')).toBe(original);
  });

  test.each([
    ['behind authorization', '/Z?Q'],
    ['upstream', '/z?Q'],
    ['lua', '/Z?Q'],
  ] as const)('restored %s: headers that a route adds and removes', async (place, seen) => {
    const { targets, arrived } = await ask(place, '/Z?Q');
    expect(targets).toEqual(['/Z?Q']);
    expect(arrived[0]?.headers.get('x-route-path')).toBe(seen);
    expect(arrived[0]?.headers.has('x-gone')).toBe(false);
  });
});
