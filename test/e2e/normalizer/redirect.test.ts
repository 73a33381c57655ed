import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseOnly, redirectTricks, slashMaker } from '../../unit/normalizer/redirect-tricks.ts';
import { rawRequest } from '../../../tools/wire/h1.ts';
import { headerOf } from '../../../tools/wire/response.ts';
import { h1Client, h2Client } from './client.ts';
import { normalizerFilter, startGateway, type Gateway } from './gateway.ts';

// Redirects of a real Envoy: where its client is sent, and what never becomes a redirect there.

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({
    listeners: {
      slashes: { httpFilters: [normalizerFilter(slashMaker)] },
      case: { httpFilters: [normalizerFilter(caseOnly)] },
    },
  });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

const site = 'http://a.example.com';
const listenerOf = (configuration: object): string => (configuration === slashMaker ? 'slashes' : 'case');

describe.each([
  ['HTTP/1.1', h1Client],
  ['HTTP/2', h2Client],
] as const)('over %s', (_protocol, clientOf) => {
  test.each(redirectTricks)('$path is redirected to $location: $why', async ({ configuration, path, location }) => {
    const client = clientOf(gateway.envoy.port(listenerOf(configuration)));
    const answer = await client.send({ path });
    client.close();
    expect(answer).toMatchObject({ status: 307, location, seen: null, body: '' });
    expect(new URL(answer.location ?? '', site + path).origin).toBe(site);
  });

  // White space and control bytes, which browsers take out of an address, and targets that do not begin with a slash: the filter
  // would send the client to another site, so no codec may let them get there.
  const refused = ['/\t/Evil.example', '/\n/Evil.example', '/\r\\Evil.example', '\\\\Evil.example', 'x:Evil', 'Evil'];
  test.each(refused)('%j never gets to the filter', async (path) => {
    const client = clientOf(gateway.envoy.port('case'));
    const answer = await client.send({ path });
    client.close();
    // HTTP/2 resets the stream; HTTP/1.1 answers, 426 where a line feed makes HTTP/0.9 of it.
    expect(answer).toMatchObject({ location: undefined, seen: null });
    expect([400, 426, null]).toContain(answer.status);
  });
});

test.each([
  ['http://a.example.com//Evil.example', 307, '/.//evil.example'],
  ['HTTP://A.example.com/A?Q=http://Evil', 307, '/a?Q=http://Evil'],
  ['http://a.example.com/\\Evil.example', 307, '/./\\evil.example'],
  ['http://a.example.com\\\\Evil.example', 400, undefined],
  ['http://a.example.com\\Evil.example', 400, undefined],
  ['http:\\\\Evil.example\\A', 400, undefined],
  ['http:Evil', 400, undefined],
])('absolute form: %s is answered with %i, Location %s', async (target, status, location) => {
  const port = gateway.envoy.port('case');
  const response = await rawRequest({ port }, `GET ${target} HTTP/1.1\r\nhost: a.example.com\r\n\r\n`);
  expect([response.status, headerOf(response, 'location')]).toEqual([status, location]);
});

test('a client that follows ends at the path that the back end gets', async () => {
  const client = h1Client(gateway.envoy.port('slashes'));
  let path = '/x/..%2f%2FADMIN/%41?Q=%2f';
  const hops: string[] = [];
  for (let answer = await client.send({ path }); answer.status === 307; answer = await client.send({ path })) {
    const { pathname, search } = new URL(answer.location ?? '', site + path);
    hops.push((path = pathname + search));
    if (hops.length === 5) break;
  }
  expect(hops).toEqual(['//admin/a?Q=%2f']);
  expect(await client.send({ path })).toMatchObject({ status: 200, seen: '//admin/a?Q=%2f' });
  client.close();
});
