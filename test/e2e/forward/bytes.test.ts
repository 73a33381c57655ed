import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { virtualHost } from '../../../tools/envoy/routes.ts';
import { wireTarget } from '../../unit/normalizer/arbitrary-path.ts';
import { carrierOf, withoutFragment } from '../normalizer/sendable.ts';
import { namedRoute, places, restoringAt } from './chain.ts';
import { protocols, startForwardGateway, type ForwardGateway } from './forward-gateway.ts';

// The back end gets the very bytes that the client sent, and only those of this request.

const seed = 20_260_811;

let gateway: ForwardGateway;
beforeAll(async () => {
  const routes = [virtualHost('all', [namedRoute('any', '/')])];
  gateway = await startForwardGateway(Object.fromEntries(places.map((place) => [place, restoringAt(place, routes)])));
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

/** What a client might hope to be taken for the saved path. */
const forgeries: (readonly [string, string])[] = [
  'portcullis.original_path',
  'wasm.portcullis.original_path',
  'portcullis_original_path',
  'x-portcullis-original-path',
  'x-envoy-original-path',
  'x-envoy-original-url',
  'x-envoy-filter-state',
  'x-envoy-metadata',
  'x-original-url',
  'x-rewrite-url',
].map((name) => [name, '/forged']);

describe.each(places)('restored %s', (place) => {
  test('the absolute form arrives as the path in it: Envoy takes scheme and authority off before any filter', async () => {
    const outcome = await gateway.ask(place, { path: 'http://a.example.com/A//b?C' });
    expect(outcome).toMatchObject({ status: 200, host: 'a.example.com', targets: ['/A//b?C'] });
  });

  describe.each(protocols)('over %s', (protocol, clientOf) => {
    test.each(['/a//b', '/A/../B?C=//d', '/%41%2f', '/%2561?', '/a\\B', '/%c0%af', '/|"<>'])(
      '%s arrives as it was sent',
      async (path) => {
        expect(await gateway.ask(place, { path }, clientOf)).toMatchObject({ status: 200, targets: [path] });
      },
    );

    test('100 generated paths, over one connection, one after the other', async () => {
      const paths = fc.sample(wireTarget(), { seed, numRuns: 200 }).map((path) => withoutFragment(path));
      const client = clientOf(gateway.envoy.port(place));
      let arrived = 0;
      for (const path of paths.slice(0, 100)) {
        const { status, targets } = await gateway.ask(place, { path }, client);
        expect([path, status, targets]).toEqual(status === 200 ? [path, 200, [path]] : [path, status, []]);
        if (status === 200) arrived++;
      }
      client.close();
      expect(arrived).toBeGreaterThan(50);
    });

    test('nothing is put back of a request that was not changed, after one on the same connection that was', async () => {
      const client = clientOf(gateway.envoy.port(place));
      for (const path of ['/FIRST//x', '/second', '/THIRD', '/second', '/']) {
        expect(await gateway.ask(place, { path }, client)).toMatchObject({ status: 200, targets: [path] });
      }
      expect(await gateway.ask(place, { path: '/ADMIN' }, client)).toMatchObject({ status: 403, targets: [] });
      expect(await gateway.ask(place, { path: '/fourth' }, client)).toMatchObject({
        status: 200,
        targets: ['/fourth'],
      });
      client.close();
    });

    test.each(['/a', '/A//b', '/'])('no header of a client has any effect: %s', async (path) => {
      expect(await gateway.ask(place, { path, headers: forgeries }, clientOf)).toMatchObject({
        status: 200,
        targets: [path],
      });
    });

    if (protocol === 'HTTP/2') {
      test.each(['/\xc3\x89', '/\xff//\x80', '/%41\xe9?\xff'])('bytes beyond ASCII: %j', async (path) => {
        expect(carrierOf(path)).toBe('h2');
        expect(await gateway.ask(place, { path }, clientOf)).toMatchObject({ status: 200, targets: [path] });
      });

      test('streams that run side by side keep their own', async () => {
        const client = clientOf(gateway.envoy.port(place));
        await client.send({ path: '/' });
        const paths = Array.from({ length: 40 }, (_, index) => (index % 3 ? `/A//${index}` : `/a/${index}`));
        const outcomes = await Promise.all(paths.map((path) => gateway.ask(place, { path }, client)));
        expect(outcomes.map(({ targets }) => targets)).toEqual(paths.map((path) => [path]));
        client.close();
      });
    }
  });
});
