import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { virtualHost } from '../../../tools/envoy/routes.ts';
import { namedRoute, places, restoringAt } from './chain.ts';
import { protocols, startForwardGateway, type ForwardGateway } from './forward-gateway.ts';

// Every try of a request, and its mirrored copy.

const retries = {
  retry_policy: { retry_on: '5xx,reset', num_retries: 2, retry_back_off: { base_interval: '0.001s' } },
};
const mirror = { request_mirror_policies: [{ cluster: 'echo' }] };

let gateway: ForwardGateway;
beforeAll(async () => {
  const listeners = places.flatMap((place) => [
    [place, restoringAt(place, [virtualHost('all', [namedRoute('any', '/', retries)])])],
    [`${place}, mirrored`, restoringAt(place, [virtualHost('all', [namedRoute('any', '/', mirror)])])],
  ]);
  gateway = await startForwardGateway(Object.fromEntries(listeners));
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

const scripts = [
  ['503 ok', 2, 200],
  ['reset ok', 2, 200],
  ['503 reset ok', 3, 200],
  ['503', 3, 503],
] as const;

describe.each(places)('restored %s', (place) => {
  describe.each(protocols)('over %s', (protocol, clientOf) => {
    const paths = ['/A//b?C', '/a', ...(protocol === 'HTTP/2' ? ['/\xc3\x89//\xff'] : [])];
    describe.each(paths)('%j', (path) => {
      test.each(scripts)('back end: %s', async (script, tries, status) => {
        const outcome = await gateway.ask(place, { path, script }, clientOf);
        expect(outcome).toMatchObject({ status, targets: Array.from({ length: tries }, () => path) });
      });
    });

    test('a mirrored copy: the original too, but not where an upstream filter restores', async () => {
      const path = '/A//b?C';
      const { status, id } = await gateway.ask(`${place}, mirrored`, { path }, clientOf);
      expect(status).toBe(200);
      const copies = await arrivals(id, 2);
      const byHost = new Map(copies.map(({ target, headers }) => [headers.get('host'), target]));
      expect(byHost.get('a.example.com')).toBe(path);
      expect(byHost.get('a.example.com-shadow')).toBe(place === 'upstream' ? '/a/b?C' : path);
    });
  });
});

/** The copy is sent on its own: it may come after the answer. */
async function arrivals(id: string, count: number): Promise<ReturnType<ForwardGateway['seen']>> {
  const deadline = Date.now() + 5_000;
  while (gateway.seen(id).length < count && Date.now() < deadline) await new Promise((done) => setTimeout(done, 10));
  return gateway.seen(id);
}
