import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { screens } from '../../../tools/catalog/screens.ts';
import { triggers, type Trigger } from '../../../tools/catalog/steps.ts';
import { cleanHeaders } from '../../../tools/generate/screen.ts';
import { cleanPath } from '../../../tools/generate/screen-expression.ts';
import { createVm, type Root, type Vm } from '../../../tools/host/index.ts';
import { normalizerModule } from '../cases/normalizer.ts';
import { allTriggers, stepModule, type StepModule } from '../cases/step-module.ts';
import { pathPart, target } from '../normalizer/arbitrary-path.ts';
import { configuration } from './arbitrary-configuration.ts';

// A request that a screen lets by is one that the filter would not have touched. The expressions hold nothing that RE2 and
// JavaScript read differently: classes of printable ASCII, groups and repetition, over the whole value.

const seed = 20_260_806;
// More by PORTCULLIS_SCREEN_RUNS, which counts configurations; each meets 20 requests.
const numRuns = Number(process.env['PORTCULLIS_SCREEN_RUNS'] ?? 1000);
const whole = (regex: string | undefined): RegExp => new RegExp(`^(?:${regex})$`);

const anyByte = fc.string({
  unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
  maxLength: 24,
});
/** Nearly ordinary paths, so that many are let by: one odd piece at most. */
const ordinary = fc
  .tuple(
    fc.array(fc.constantFrom('/', '/a', '/b.c', '/d-e_f', '/~g', '/h,i=j', '/k:l@m', '/n.'), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.oneof(
      { arbitrary: fc.constant(''), weight: 3 },
      {
        arbitrary: fc.constantFrom(
          'A',
          '%41',
          ';x',
          '#',
          '.',
          '..',
          '/..',
          '/',
          '//',
          '\\',
          '|',
          ' ',
          '\x00',
          '\n',
          '\x7f',
          '\xe9',
          '\xc3\xa9',
        ),
        weight: 2,
      },
    ),
    fc.constantFrom('', '', '?', '?q=/../A%2f', '?\xff', '?a?b', '?\n'),
  )
  .chain(([segments, odd, query]) =>
    fc.nat(segments.length).map((at) => [...segments.slice(0, at), odd, ...segments.slice(at), query].join('')),
  );
const absolute = fc
  .tuple(fc.constantFrom('http://', 'a+b://', '://'), fc.constantFrom('', 'host', 'h:8'), fc.oneof(target(), ordinary))
  .map((parts) => parts.join(''));
const anyPath = fc.oneof(
  { arbitrary: ordinary, weight: 6 },
  { arbitrary: target(), weight: 2 },
  { arbitrary: pathPart(), weight: 1 },
  { arbitrary: anyByte, weight: 1 },
  { arbitrary: anyByte.map((text) => `/${text}`), weight: 1 },
  { arbitrary: absolute, weight: 1 },
  { arbitrary: fc.constantFrom('', '*', '?', '/', '//', '/.', '/?', 'http://', 'http://h', 'http:///'), weight: 1 },
);
const anyHost = fc.oneof(
  fc.constantFrom(
    'a.example',
    'A.example',
    'a.example.',
    'a.example:80',
    'a.example.:80',
    '[::1]',
    '[::1]:80',
    ':',
    '.',
    '',
    'a..',
    'x:',
  ),
  anyByte,
);
const request = fc.record({ path: anyPath, host: anyHost });

let vm: Vm;
let module: StepModule;
beforeAll(async () => {
  vm = await createVm({ module: await normalizerModule(), logLimit: 100 });
  module = await stepModule();
});

/** Whether the filter, so configured, leaves a request alone and reports nothing about it. */
function filterOf(config: unknown): {
  leaves: (path: string, host: string) => boolean;
  root: Root;
} {
  const root = vm.createRoot({ configuration: JSON.stringify(config) });
  expect(root.configured).toBe(true);
  const leaves = (path: string, host: string): boolean => {
    const reported = vm.metric('portcullis_normalizer_reported');
    const headers: [string, string][] = [
      [':method', 'GET'],
      [':path', path],
      [':authority', host],
    ];
    const stream = root.createStream({ headers });
    stream.requestHeaders();
    expect(vm.failed).toBeUndefined();
    const same = JSON.stringify(stream.headers) === JSON.stringify(headers);
    stream.finish();
    const silent = vm.metric('portcullis_normalizer_reported') === reported;
    return same && stream.localReply === undefined && silent;
  };
  return { leaves, root };
}

test('whatever the filter changes, refuses or reports, no screen lets by', { timeout: 60_000 + numRuns * 20 }, () => {
  const counts = { by: 0, judged: 0, needless: 0 };
  fc.assert(
    fc.property(configuration(), fc.array(request, { minLength: 20, maxLength: 20 }), (config, requests) => {
      const clean = cleanHeaders(config);
      const [path, authority] = [whole(clean[':path']), whole(clean[':authority'] ?? '[^]*')];
      const { leaves, root } = filterOf(config);
      for (const one of requests) {
        const by = path.test(one.path) && authority.test(one.host);
        const left = leaves(one.path, one.host);
        if (by) expect(left, JSON.stringify(one)).toBe(true);
        counts[by ? 'by' : left ? 'needless' : 'judged'] += 1;
      }
      root.delete();
    }),
    { seed, numRuns },
  );
  // It proves nothing where the screens let nothing by, or the filter has nothing to do.
  expect(counts.by).toBeGreaterThan(numRuns * 2);
  expect(counts.judged).toBeGreaterThan(numRuns * 2);
});

/** The triggers that the filter's own scan sees in a path. */
function seenIn(value: string): number {
  return module.scan(value, '', allTriggers).seen;
}

const screened = (Object.keys(triggers) as Trigger[]).filter((trigger) => screens[trigger] !== null);

describe.each(screened)('trigger %s', (trigger) => {
  test('what the scan calls so is in no path that its screen lets by', () => {
    const path = whole(cleanPath([screens[trigger]!]));
    fc.assert(
      fc.property(anyPath, (value) => {
        if (!path.test(value)) return;
        expect(seenIn(value) & triggers[trigger]).toBe(0);
      }),
      { seed, numRuns: 3000 },
    );
  });
});

/** Every path of up to seven of the bytes that make its shape. */
const shortPaths = Array.from({ length: 7 }).reduce<string[]>(
  (all) => ['', ...all.flatMap((path) => ['/', '.', 'a', '?'].map((byte) => path + byte))],
  [''],
);
const shapes: readonly Trigger[] = ['slashDot', 'slashSlash', 'trailingSlash', 'segmentEnd'];
const subsets = Array.from({ length: 16 }, (_, set) => shapes.filter((_shape, bit) => (set >> bit) & 1));

test.each(subsets.map((set) => [set.join(', ') || 'no shape', set] as const))(
  '%s: of all short paths exactly those are let by in which the scan sees none of them',
  (_, set) => {
    const path = whole(cleanPath(set.map((trigger) => screens[trigger]!)));
    const held = [...set, 'noLeadingSlash' as const].reduce((bits, trigger) => bits | triggers[trigger], 0);
    const wrong = shortPaths.filter((value) => path.test(value) !== ((seenIn(value) & held) === 0));
    expect(wrong).toEqual([]);
  },
);
