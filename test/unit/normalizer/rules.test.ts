import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { presets } from '../../../tools/catalog/presets.ts';
import { createVm } from '../../../tools/host/index.ts';
import { normalizer, normalizerModule, pathOf } from '../cases/normalizer.ts';
import type { ModelStage } from './model/pipeline.ts';
import { judgeWithRules, type ModelRule, type ModelSection } from './model/rules.ts';

const gitlab = {
  path: { preset: 'STRICT', steps: ['lower-case'] },
  rules: [
    { hosts: ['Git.Example.com.', '*.lab.example.com'], path: { preset: 'BASE' } },
    { pathPrefixes: ['/api/v4/', '/files/'], path: { preset: 'BASE', steps: ['lower-case'] } },
    { hosts: ['raw.example.com'], path: {}, rejectStatus: 418 },
    { hosts: ['*'], pathPrefixes: ['/teapot/'], rejectStatus: 451 },
  ],
};

const rows: readonly (readonly [host: string, path: string, expected: string | number, why: string])[] = [
  ['a.example.com', '/A%2fB', '/a/b', 'the top level'],
  ['git.example.com', '/A%2fB', '/A%2fB', 'a host, its own section'],
  ['GIT.example.com.:8443', '/A%2fB', '/A%2fB', 'the host is folded'],
  ['x.lab.example.com', '/A%2fB', '/A%2fB', 'a wildcard'],
  ['x.y.lab.example.com', '/A%2fB', '/A%2fB', 'a wildcard stands for any depth'],
  ['lab.example.com', '/A%2fB', '/a/b', 'but not for the apex'],
  ['.lab.example.com', '/A%2fB', '/a/b', 'nor for nothing'],
  ['xlab.example.com', '/A%2fB', '/a/b', 'nor within a label'],
  ['git.example.com.evil.org', '/A%2fB', '/a/b', 'a host that only begins like it'],
  ['a.example.com', '/api/v4/G%2FP', '/api/v4/g%2fp', 'a prefix, which relaxes'],
  ['a.example.com', '/api/v4/x/../P', '/api/v4/p', 'dots that stay below the prefix'],
  ['a.example.com', '/api/v4/..%2fadmin', '/api/admin', 'the normalized path leads out of the prefix: the top level'],
  ['a.example.com', '/api/v4/..%2f..%2f..%2fadmin', '/admin', 'far out'],
  ['a.example.com', '/%61pi/v4/G%2FP', '/api/v4/g/p', 'the raw path does not begin with it: the top level'],
  ['a.example.com', '/API/v4/G%2FP', '/api/v4/g/p', 'nor in other letters'],
  ['a.example.com', '/api/v4', '/api/v4', 'shorter than the prefix'],
  ['a.example.com', '/api/v4/..;/..;/admin%2fx', '/admin/x', 'parameters of dots'],
  ['a.example.com', '/files/100%25', 400, 'what the preset of the top level cannot read is refused'],
  ['a.example.com', '/api/v4/..%c0%afadmin', 400, 'so is what could lead out of the prefix for some back end'],
  ['a.example.com', '/api/v4/..%23/admin', 400, 'or by decoding twice'],
  ['a.example.com', '/api/v4/%00', 400, 'what no section can read'],
  ['a.example.com', '/api/v4/x?y=/../%2f', '/api/v4/x?y=/../%2f', 'the query counts for nothing'],
  ['raw.example.com', '/A//..%2f%', '/A//..%2f%', 'an empty section leaves all as it is'],
  ['raw.example.com', '/api/v4/A%2f', '/api/v4/a%2f', 'the first match wins'],
  ['a.example.com', '/teapot/%', 400, 'what the preset cannot read is under no rule'],
  ['a.example.com', '/teapot/A', '/teapot/a', 'inherited steps'],
  ['', '/A%2fB', '/a/b', 'no authority'],
  ['a.example.com', '*', '*', 'no path'],
];

describe('rules', () => {
  test.each(rows)('%s %s -> %s: %s', async (host, path, expected) => {
    const stream = (await normalizer(gitlab)).request(path, { ':authority': host });
    expect(stream.localReply?.status ?? pathOf(stream)).toBe(expected);
  });

  const nested = {
    path: { preset: 'STRICT', steps: ['lower-case'] },
    rules: [
      { pathPrefixes: ['/api/secure/'], path: { preset: 'MERGE_SLASHES' } },
      { pathPrefixes: ['/api/'], path: {} },
      { hosts: ['x'], pathPrefixes: ['/admin/'], path: { preset: 'BASE' } },
      { hosts: ['x'], path: {} },
    ],
  };
  test.each([
    ['/api/secure//A', '/api/secure/A'],
    ['/api/x/../secure//A', '/api/secure/a'],
    ['/api//secure//A/../b', '/api/secure/b'],
    ['/api/%73ecure/A', '/api/secure/a'],
    ['/%61dmin/A/../b', '/admin/b'],
    ['/api/secure/../A//b', '/api/secure/../A//b'],
  ])('%s: a spelling that hides the rule that a path belongs to leads to no later one', async (path, expected) => {
    expect((await normalizer(nested)).path(path, { ':authority': 'x' })).toBe(expected);
  });

  test('what the top level refuses by an action may be relaxed, and refused with another status', async () => {
    const filter = await normalizer({
      path: { steps: [{ step: 'merge-slashes', action: 'reject' }, 'nul', 'lower-case'] },
      rules: [
        { pathPrefixes: ['/t/'], rejectStatus: 451 },
        { pathPrefixes: ['/raw/'], path: { steps: ['lower-case'] } },
      ],
    });
    expect(filter.request('/t/a//b').localReply?.status).toBe(451);
    expect(filter.request('/x/a//b').localReply?.status).toBe(400);
    expect(filter.path('/raw/A//b%00')).toBe('/raw/a//b%00');
  });

  test('an authority that cannot be read is refused, whatever rules there are', async () => {
    const filter = await normalizer({ rules: [{ hosts: ['x'], path: { steps: ['lower-case'] } }], rejectStatus: 418 });
    const long = `/A?${'q'.repeat(163_830)}`;
    expect(filter.request(long, { ':authority': 'x' }).localReply?.status).toBe(418);
    expect(filter.path('/A', { ':authority': 'x' })).toBe('/a');
  });

  test('may stand before the top level that they inherit', async () => {
    const { path, rules } = gitlab;
    const filter = await normalizer({ rules, rejectStatus: 499, path });
    expect(filter.path('/api/v4/G%2FP')).toBe('/api/v4/g%2fp');
    expect(filter.path('/teapot/A')).toBe('/teapot/a');
    expect(filter.request('/%').localReply?.status).toBe(499);
  });

  test('escapes in strings are read once, though the text is read twice', async () => {
    const text = String.raw`{"path":{"preset":"\u0042ASE"},"rules":[{"hosts":["\u0041.b"],"path":{"steps":["lower\u002dcase"]}}]}`;
    const vm = await createVm({ module: await normalizerModule() });
    expect(vm.createRoot({ configuration: text }).configured).toBe(true);
  });

  test('a host step of a rule replaces those of the top level', async () => {
    const filter = await normalizer({
      host: { steps: ['lower-case'] },
      rules: [
        { hosts: ['keep.example.com'], host: {} },
        { hosts: ['port.example.com'], host: { steps: ['strip-port'] } },
      ],
    });
    const host = (authority: string) =>
      filter.request('/', { ':authority': authority }).headers.find(([name]) => name === ':authority')?.[1];
    expect(host('Keep.example.com:1')).toBe('Keep.example.com:1');
    expect(host('Port.example.com:1')).toBe('Port.example.com');
    expect(host('Other.example.com:1')).toBe('other.example.com:1');
  });
});

const ids = presets.map(({ id }) => id);
const stageOf = (names: readonly ModelStage['step'][]) =>
  fc.record({
    step: fc.constantFrom(...names),
    action: fc.constantFrom<ModelStage['action']>('rewrite', 'reject', 'report'),
    option: fc.constant(1),
  });
const names = ['lower-case', 'decode-percent', 'merge-slashes', 'remove-dot-segments', 'fold-backslash'] as const;
const hosts = ['a.b', 'B.b.', '*.b', '*.a.b', '*', 'c'] as const;
const prefixes = ['/', '/a', '/a/', '/b/', '/a/b', '/%61'] as const;
const some = (words: readonly string[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }), { nil: undefined });

/** A top level, and rules that it allows: with a prefix a rule takes a weaker preset and steps of the top level's. */
const configuration = fc
  .tuple(
    fc.nat(ids.length - 1),
    fc.array(stageOf(names), { maxLength: 4 }),
    fc.array(
      fc.tuple(
        some(hosts),
        some(prefixes),
        fc.nat(ids.length - 1),
        fc.array(stageOf(names), { maxLength: 3 }),
        fc.boolean(),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([preset, stages, list]): { top: ModelSection; rules: ModelRule[] } => {
    const acting = new Set(stages.filter(({ action }) => action !== 'report').map(({ step }) => step));
    return {
      top: { preset: ids[preset]!, stages },
      rules: list
        .filter(([host, prefix]) => host !== undefined || prefix !== undefined)
        .map(([host, prefix, own, steps, whole]) => ({
          ...(host === undefined ? {} : { hosts: host }),
          ...(prefix === undefined ? {} : { pathPrefixes: prefix }),
          ...(whole
            ? {}
            : {
                path: {
                  preset: ids[prefix === undefined ? own : Math.min(own, preset)]!,
                  stages: prefix === undefined ? steps : steps.filter(({ step }) => acting.has(step)),
                },
              }),
        })),
    };
  });

const path = fc
  .array(fc.constantFrom('/', 'a', 'b', 'A', '%61', '%2f', '..', '.', '\\', '%', '?', '//', '/a/', ';', '%5c', '%00'), {
    maxLength: 10,
  })
  .map((parts) => parts.join(''));
const section = ({ preset, stages }: ModelSection) => ({
  preset,
  steps: stages.map(({ step, action }) => ({ step, action })),
});

test('any rules do to any request what they are defined to do', async () => {
  const module = await normalizerModule();
  const vm = await createVm({ module, logLimit: 100, logLevel: 'critical' });
  fc.assert(
    fc.property(
      configuration,
      fc.array(fc.tuple(fc.constantFrom('a.b', 'A.B.:80', 'x.a.b', 'b.b', 'c', '', '.b'), path), {
        minLength: 1,
        maxLength: 6,
      }),
      ({ top, rules }, requests) => {
        const text = JSON.stringify({
          rules: rules.map((rule) => ({ ...rule, ...(rule.path === undefined ? {} : { path: section(rule.path) }) })),
          path: section(top),
        });
        const root = vm.createRoot({ configuration: text });
        expect(root.configured, text).toBe(true);
        for (const [authority, target] of requests) {
          const judged = root.judge([
            [':method', 'GET'],
            [':path', target],
            [':authority', authority],
          ]);
          const model = judgeWithRules(top, rules, authority, target);
          expect(pathOf(judged), `${text} ${authority} ${target}`).toBe(model.verdict === 'pass' ? model.path : null);
        }
        root.delete();
      },
    ),
    { seed: 20_260_803, numRuns: 3000 },
  );
});
