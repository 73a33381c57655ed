import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { virtualHost } from '../../../tools/envoy/routes.ts';
import { deniedByRoute, namedRoute, pinning, places, restoringAt, type Place } from './chain.ts';
import { protocols, startForwardGateway, type ForwardGateway } from './forward-gateway.ts';

// Which route a request takes whose path is put back. Two routes that differ by path, and one with a policy of its own.

let gateway: ForwardGateway;
beforeAll(async () => {
  const routes = [
    virtualHost('all', [
      namedRoute('app', '/app'),
      namedRoute('closed', '/Closed', {}, { typed_per_filter_config: deniedByRoute }),
      namedRoute('guarded', '/guarded', {}, { typed_per_filter_config: deniedByRoute }),
      namedRoute('rest', '/'),
    ]),
  ];
  gateway = await startForwardGateway(Object.fromEntries(places.map((place) => [place, restoringAt(place, routes)])));
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

describe.each(protocols)('over %s', (_protocol, clientOf) => {
  const ask = (place: Place, path: string) => gateway.ask(place, { path }, clientOf);

  test.each([
    ['/app/x', 'app'],
    ['/app//X', 'app'],
    ['/APP/x', 'rest'],
    ['/y/../app/x', 'rest'],
    ['/app/../y', 'app'],
  ])('behind authorization, Envoy chooses the route again, on the original: %s -> %s', async (path, route) => {
    expect(await ask('behind authorization', path)).toMatchObject({ status: 200, route, targets: [path] });
  });

  test.each(['/Closed/../app', '/Closed', '/Closed/x'])(
    'so %s gets to a route whose own policy denies everything: the policy was asked about another route',
    async (path) => {
      expect(await ask('behind authorization', path)).toMatchObject({ status: 200, route: 'closed', targets: [path] });
    },
  );

  describe.each(pinning)('restored %s, the route of the normalized path stays', (place) => {
    test.each([
      ['/app/x', 'app'],
      ['/app//X', 'app'],
      ['/APP/x', 'app'],
      ['/y/../app/x', 'app'],
      ['/app/../y', 'rest'],
      ['/Closed/../app', 'app'],
      ['/Closed', 'rest'],
    ])('%s -> %s', async (path, route) => {
      expect(await ask(place, path)).toMatchObject({ status: 200, route, targets: [path] });
    });
  });

  test.each(places)('restored %s: the policy of the route of the normalized path decides', async (place) => {
    for (const path of ['/guarded', '/GUARDED', '/x/..%2fguarded']) {
      expect(await ask(place, path)).toMatchObject({ status: 403, targets: [] });
    }
  });
});
