import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { presets } from '../../../tools/catalog/presets.ts';
import { steps, type Step } from '../../../tools/catalog/steps.ts';
import { createVm, type Vm } from '../../../tools/host/index.ts';
import { splitQuery } from '../cases/case-row.ts';
import { normalizer, normalizerModule } from '../cases/normalizer.ts';
import { optionValue, pathPart } from './arbitrary-path.ts';
import { redirectTricks } from './redirect-tricks.ts';

// A redirect never leads to another site: what a client makes of the Location is judged by Node's URL (WHATWG).

const seed = 20_260_812;
const catalog: readonly Step[] = steps;
const rewrites = catalog.filter(({ kind, internal }) => kind === 'rewrite' && internal !== true);

/** The sites that a client may have asked, and the address that it resolves the Location against. */
const sites = ['http://a.example.com', 'https://a.example.com:8443'];

/** What is wrong with a Location that answers a request for `path`; empty when it stays at the site. */
function faults(path: string, location: string): string[] {
  const bases = sites.flatMap((site) => [site, ...(URL.canParse(site + path) ? [site + path] : [])]);
  const found = bases.filter((base) => new URL(location, base).origin !== new URL(base).origin);
  // RFC 3986 4.2: an absolute path and no network path, also for who takes a backslash for a slash.
  if (!/^\/(?![/\\])/.test(location)) found.push('no absolute path');
  // RFC 9110 5.5.
  // oxlint-disable-next-line no-control-regex
  if (/[\x00-\x1f\x7f]/.test(location)) found.push('no header value');
  if (splitQuery(location)[1] !== splitQuery(path)[1]) found.push('another query');
  return found.map((fault) => `${path} -> ${location}: ${fault}`);
}

describe('what would be the address of another site', () => {
  test.each(redirectTricks)('$path is redirected to $location: $why', async ({ configuration, path, location }) => {
    const reply = (await normalizer(configuration)).request(path).localReply;
    expect(reply).toMatchObject({ status: 307, headers: [['location', location]] });
    expect(faults(path, location)).toEqual([]);
  });

  test('each of them would be one without the guard, or shows why it needs none', () => {
    const foreign = redirectTricks.filter(({ location }) => {
      const path = location.replace(/^\/\.(?=\/)/, '');
      return new URL(path, sites[0]).origin !== sites[0];
    });
    expect(foreign.length).toBeGreaterThanOrEqual(16);
  });
});

describe('any list of steps', () => {
  let vm: Vm;
  beforeAll(async () => {
    vm = await createVm({ module: await normalizerModule(), logLimit: 100 });
  });

  const stage = fc.constantFrom(...rewrites).chain(({ id, option }) =>
    fc.record({
      step: fc.constant(id),
      action: fc.constantFrom('redirect', 'redirect', 'rewrite'),
      ...(option === undefined ? {} : { [option.key]: optionValue(option) }),
    }),
  );
  // Fronts that are two slashes to somebody, or become two.
  const fronts =
    '/ // /\\ /%2f /%5c /.// /%2e// /x/..// /;// /..;// /%c0%af /%u002f /%ef%bc%8f /%252f /%09/ /%0a%5c /%0d/ /%20/ /%00/ ' +
    '/%u0009/ /%c0%89/ /./ /.../ /@';
  const front = fc.constantFrom(...fronts.split(' '));
  const path = fc
    .tuple(
      front,
      fc.constantFrom('Evil.example', 'EVIL.example/..//', ''),
      pathPart(),
      fc.constantFrom('', '?Q', '?//Q?'),
    )
    .map((parts) => parts.join(''))
    // What a codec of Envoy lets through.
    .filter((target) => /^\/[\x21-\x7e\x80-\xff]*$/.test(target));

  test('sends a request nowhere but to the site that it asked', () => {
    let redirects = 0;
    const guarded = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(...presets.map(({ id }) => id)),
        fc.array(stage, { minLength: 1, maxLength: 6 }),
        fc.array(path, { minLength: 20, maxLength: 20 }),
        (preset, list, paths) => {
          const root = vm.createRoot({ configuration: JSON.stringify({ path: { preset, steps: list } }) });
          const found: string[] = [];
          for (const target of paths) {
            const stream = root.createStream({
              headers: [
                [':method', 'GET'],
                [':path', target],
                [':authority', 'a.example.com'],
              ],
            });
            stream.requestHeaders(true);
            const reply = stream.localReply;
            stream.finish();
            if (reply?.status !== 307) continue;
            const location = reply.headers[0]![1];
            found.push(...faults(target, location));
            redirects++;
            if (location.startsWith('/./')) guarded.add(location);
          }
          root.delete();
          expect(found).toEqual([]);
        },
      ),
      { seed, numRuns: 1_500 },
    );
    // The property is about something: so many redirects there were, and so many of them guarded.
    expect(redirects).toBeGreaterThan(8_000);
    expect(guarded.size).toBeGreaterThan(1_000);
  });
});
