import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { virtualHost } from '../../../tools/envoy/routes.ts';
import { namedRoute, places, restoringAt } from './chain.ts';
import { protocols, startForwardGateway, type ForwardGateway } from './forward-gateway.ts';

// The back end answers 302 and Envoy follows by itself (internal_redirect_policy): the request runs through all filters again, as a
// new one without the filter state of the first. A saved path that outlived it would send the second request to the first path.

const policy = {
  internal_redirect_policy: {
    max_internal_redirects: 3,
    redirect_response_codes: [302],
    response_headers_to_copy: ['x-host'],
  },
};

let gateway: ForwardGateway;
beforeAll(async () => {
  const routes = [virtualHost('all', [namedRoute('any', '/', policy)])];
  gateway = await startForwardGateway(Object.fromEntries(places.map((place) => [place, restoringAt(place, routes)])));
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

const to = (...paths: string[]): string => [...paths.map((path) => `302:http://a.example.com${path}`), 'ok'].join(' ');

interface Row {
  readonly title: string;
  readonly path: string;
  readonly script: string;
  readonly status: number;
  readonly targets: readonly string[];
  /** What the access log shows as the original path of the last request. */
  readonly original: string;
}

const rows: readonly Row[] = [
  {
    title: 'from a changed path to one that is not: the first path does not come back',
    path: '/A//x',
    script: to('/b'),
    status: 200,
    targets: ['/A//x', '/b'],
    original: '-',
  },
  {
    title: 'from a changed path to another one: the second gets its own bytes',
    path: '/A//x',
    script: to('/C//%64?E=//F'),
    status: 200,
    targets: ['/A//x', '/C//%64?E=//F'],
    original: '/C//%64?E=//F',
  },
  {
    title: 'from a path that was not changed to one that is',
    path: '/a',
    script: to('/C//d'),
    status: 200,
    targets: ['/a', '/C//d'],
    original: '/C//d',
  },
  {
    title: 'three in a row',
    path: '/A',
    script: to('/b', '/C//d', '/e'),
    status: 200,
    targets: ['/A', '/b', '/C//d', '/e'],
    original: '-',
  },
  {
    title: 'the target is judged anew, on its normalized form',
    path: '/A//x',
    script: to('/x/..%2fADMIN'),
    status: 403,
    targets: ['/A//x'],
    original: '/x/..%2fADMIN',
  },
  { title: 'also a plain one', path: '/a', script: to('/admin'), status: 403, targets: ['/a'], original: '-' },
  {
    title: 'a harmless target does not carry the first path past the policy',
    path: '/b',
    script: to('/A', '/admin'),
    status: 403,
    targets: ['/b', '/A'],
    original: '-',
  },
  {
    title: 'one too many goes to the client',
    path: '/A',
    script: to('/B', '/C', '/D', '/E'),
    status: 302,
    targets: ['/A', '/B', '/C', '/D'],
    original: '/D',
  },
];

const asked = new Map<string, Row>();

describe.each(places)('restored %s', (place) => {
  describe.each(protocols)('over %s', (_protocol, clientOf) => {
    test.each(rows)('$title', async (row) => {
      const { id, status, targets } = await gateway.ask(place, row, clientOf);
      asked.set(id, row);
      expect({ status, targets }).toEqual({ status: row.status, targets: row.targets });
    });

    test('x-envoy-original-url names what the client sent, not the normalized path', async () => {
      const { arrived } = await gateway.ask(place, { path: '/A//x?Q', script: to('/b') }, clientOf);
      expect(arrived[1]?.headers.get('x-envoy-original-url')).toBe('http://a.example.com/A//x?Q');
    });
  });
});

test('the access log shows the original of the last request only', async () => {
  const log = await gateway.stopAndReadLog();
  expect(asked.size).toBe(places.length * protocols.length * rows.length);
  for (const [id, { original }] of asked) expect(log.get(id)).toMatch(new RegExp(` original=${escaped(original)}$`));
});

const escaped = (text: string): string => text.replace(/[^\w]/g, '\\$&');
