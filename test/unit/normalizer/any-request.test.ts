import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { presets } from '../../../tools/catalog/presets.ts';
import { steps, type Step, type StepId } from '../../../tools/catalog/steps.ts';
import { createVm, type Stream, type Vm } from '../../../tools/host/index.ts';
import { normalizerModule, pathOf } from '../cases/normalizer.ts';
import { optionValue, pathPart, target } from './arbitrary-path.ts';
import type { ModelStage } from './model/pipeline.ts';
import { judgeModel, type ModelVerdict } from './model/request.ts';

const catalog: readonly Step[] = steps;
const seed = 20_260_803;

let vm: Vm;
beforeAll(async () => {
  vm = await createVm({ module: await normalizerModule(), logLimit: 100 });
});

const stage = fc.constantFrom(...catalog.filter(({ internal }) => internal !== true)).chain(({ id, kind, option }) =>
  fc.record({
    step: fc.constant(id as StepId),
    action: fc.constantFrom<ModelStage['action']>(
      ...(kind === 'check' ? (['reject', 'report'] as const) : (['rewrite', 'reject', 'redirect', 'report'] as const)),
    ),
    key: fc.constant(option?.key),
    option: optionValue(option),
  }),
);

const anyByte = fc.string({
  unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
  maxLength: 40,
});
const absolute = fc
  .tuple(
    fc.constantFrom('http://', 'HTTPS://', 'a+b://', '1://', '://'),
    fc.constantFrom('', 'host', 'h:8', '[::1]'),
    target(),
  )
  .map((parts) => parts.join(''));
const anyPath = fc.oneof(
  { arbitrary: target(), weight: 4 },
  { arbitrary: pathPart(), weight: 2 },
  { arbitrary: anyByte, weight: 1 },
  { arbitrary: absolute, weight: 1 },
  { arbitrary: fc.constantFrom('', '*', '?', '/', 'http://', 'http://h', 'http:///'), weight: 1 },
);

function verdictOf(stream: Stream): ModelVerdict {
  const reply = stream.localReply;
  if (reply === undefined) return { verdict: 'pass', path: pathOf(stream) ?? '' };
  const [, what = '', step = ''] = /^portcullis_path_(rejected|redirected)\{(.*)\}$/.exec(reply.details) ?? [];
  if (what === 'rejected') {
    expect(reply).toMatchObject({ status: 418, headers: [] });
    return { verdict: 'reject', step: step as StepId };
  }
  expect(reply.status).toBe(307);
  expect(reply.headers.length).toBe(1);
  expect(reply.headers[0]![0]).toBe('location');
  return { verdict: 'redirect', step: step as StepId, location: reply.headers[0]![1] };
}

test('any list of steps does to any target what its steps are defined to do, and never traps', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...presets.map(({ id }) => id)),
      fc.array(stage, { maxLength: 8 }),
      fc.array(anyPath, { minLength: 1, maxLength: 8 }),
      (preset, stages, paths) => {
        const list = stages.map(({ step, action, key, option }) =>
          key === undefined ? { step, action } : { step, action, [key]: option },
        );
        const root = vm.createRoot({
          configuration: JSON.stringify({ path: { preset, steps: list }, rejectStatus: 418 }),
        });
        expect(root.configured).toBe(true);
        for (const path of paths) {
          const stream = root.createStream({
            headers: [
              [':method', 'GET'],
              [':path', path],
              [':authority', 'a.example.com'],
            ],
          });
          stream.requestHeaders();
          expect(vm.failed).toBeUndefined();
          expect(verdictOf(stream)).toEqual(judgeModel({ preset, stages }, path));
          stream.finish();
        }
        root.delete();
      },
    ),
    { seed, numRuns: 3000 },
  );
});
