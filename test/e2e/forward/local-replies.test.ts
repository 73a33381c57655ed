import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { directResponse, virtualHost } from '../../../tools/envoy/routes.ts';
import { normalizerFilter } from '../normalizer/gateway.ts';
import { denyAdmin, namedRoute, places, restore, restoringAt } from './chain.ts';
import { protocols, startForwardGateway, type ForwardGateway, type Outcome } from './forward-gateway.ts';

// Answers that Envoy or the filter gives itself: at any point of the chain, and nothing of the saved path is in them.

const routes = [
  virtualHost('all', [
    directResponse({ match: { prefix: '/direct' }, body: 'direct', headers: { 'x-path': '%REQ(:PATH)%' } }),
    { match: { prefix: '/moved' }, redirect: { path_redirect: '/elsewhere' } },
    { match: { prefix: '/gone' }, route: { cluster_header: 'x-no-cluster' } },
    namedRoute('app', '/app'),
  ]),
];
const step = (id: string, action: string) => ({ step: id, action });
const judging = {
  path: { steps: ['lower-case', step('fold-backslash', 'reject'), step('merge-slashes', 'redirect')] },
  forward: 'ORIGINAL',
};

let gateway: ForwardGateway;
beforeAll(async () => {
  gateway = await startForwardGateway({
    ...Object.fromEntries(places.map((place) => [place, restoringAt(place, routes)])),
    judging: { virtualHosts: routes, httpFilters: [normalizerFilter(judging, 'judging'), denyAdmin, restore()] },
  });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

const logged = new Map<string, string>();

/** Nothing of an answer names the saved path; the request named it in `marker`. */
function expectNoLeak({ response }: Outcome, marker: string): void {
  const text = JSON.stringify([response.headers, response.body]).toLowerCase();
  expect(text).not.toContain(marker);
  expect(text).not.toContain('portcullis');
}

describe.each(protocols)('over %s', (_protocol, clientOf) => {
  describe.each(places)('restored %s', (place) => {
    const marker = 'seCret7';
    test.each([
      [`/admin/..//ADMIN/${marker}`, 403, 'RBAC: access denied', 'rbac_access_denied_matched_policy[admin]'],
      [`/moved/${marker}//x`, 301, '', 'direct_response'],
      [`/gone//${marker}`, 503, '', 'cluster_not_found'],
      [`/nowhere//${marker}`, 404, '', 'route_not_found'],
    ])('%s is answered with %i', async (path, status, body, details) => {
      const outcome = await gateway.ask(place, { path }, clientOf);
      expect(outcome).toMatchObject({ status, body, targets: [] });
      expectNoLeak(outcome, marker.toLowerCase());
      logged.set(outcome.id, `${status} ${details} mark=- original=${path}`);
    });

    test('a direct response', async () => {
      const outcome = await gateway.ask(place, { path: '/direct//X' }, clientOf);
      expect(outcome).toMatchObject({ status: 200, body: 'direct', targets: [] });
      // Restored upstream it never is: there is no upstream.
      const shown = outcome.response.headers.find(([name]) => name === 'x-path')?.[1];
      expect(shown).toBe(place === 'upstream' ? '/direct/x' : '/direct//X');
    });
  });

  test.each([
    ['/app/A\\b', 400, undefined, 'portcullis_path_rejected{fold-backslash}'],
    ['/app//A', 307, '/app/a', 'portcullis_path_redirected{merge-slashes}'],
  ])('%s: the first instance answers %i and saves nothing', async (path, status, location, details) => {
    const outcome = await gateway.ask('judging', { path }, clientOf);
    expect(outcome).toMatchObject({ status, location, targets: [] });
    logged.set(outcome.id, `${status} ${details} mark=- original=-`);
    expect(await gateway.ask('judging', { path: '/app/A' }, clientOf)).toMatchObject({ targets: ['/app/A'] });
  });
});

test('the access log has each with its details and the original path', async () => {
  const log = await gateway.stopAndReadLog();
  expect(logged.size).toBe(protocols.length * (places.length * 4 + 2));
  for (const [id, line] of logged) expect(log.get(id)).toBe(line);
});
