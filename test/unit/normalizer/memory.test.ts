import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createVm } from '../../../tools/host/index.ts';
import { normalizerModule } from '../cases/normalizer.ts';
import { target } from './arbitrary-path.ts';

const seed = 20_260_804;

// Everything the filter can be asked for at once: every way through it writes somewhere.
const configuration = JSON.stringify({
  path: {
    preset: 'DECODE_AND_MERGE_SLASHES',
    steps: [
      { step: 'decode-percent', passes: 8 },
      { step: 'merge-slashes', action: 'redirect' },
      'escape-unsafe',
      { step: 'strip-fragment', action: 'reject' },
      { step: 'lower-case', action: 'report' },
    ],
  },
  host: { steps: ['lower-case', 'strip-port', 'strip-trailing-dot'] },
  forward: 'ORIGINAL',
  mark: true,
});

test('the memory is as large after a million requests as after the first', { timeout: 120_000 }, async () => {
  const vm = await createVm({ module: await normalizerModule(), logLevel: 'critical', now: () => 0n });
  const root = vm.createRoot({ configuration });
  const paths = [
    ...fc.sample(target(), { seed, numRuns: 400 }),
    ...['a', '%41', 'A', ' ', '/../', '/', '\\', '\xff', '%2f'].map((piece) => `/${piece.repeat(2000 / piece.length)}`),
    `/${'%c3'.repeat(20_000)}`,
    `/${'x'.repeat(131_071)}`,
    // Too long to be judged.
    `/${'A'.repeat(140_000)}`,
    `/${'A'.repeat(400_000)}`,
  ];
  const requests = paths.map((path, index): [string, string][] => [
    [':method', 'GET'],
    [':path', path],
    [':authority', index % 2 === 0 ? 'A.Example.com.:443' : 'a.example.com'],
  ]);
  for (const headers of requests) root.judge(headers);
  const before = vm.memory.buffer.byteLength;

  // A long path every thousand requests, else the million would take minutes.
  const short = requests.filter(([, path]) => path![1].length < 200);
  const long = requests.filter(([, path]) => path![1].length >= 200);
  for (let count = 0; count < 1_000_000; count++) {
    const list = count % 1000 === 0 ? long : short;
    root.judge(list[(count % 1000 === 0 ? count / 1000 : count) % list.length]!);
  }
  expect(vm.failed).toBeUndefined();
  expect(vm.memory.buffer.byteLength).toBe(before);
  const counted = ['rewritten', 'rejected', 'redirected', 'reported'].map(
    (name) => vm.metric(`portcullis_normalizer_${name}`) ?? 0,
  );
  // The million did go every way.
  for (const value of counted) expect(value).toBeGreaterThan(1000);
});
