import { readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { createVm } from '../../../tools/host/index.ts';
import { filterWasm } from '../cases/filter-wasm.ts';
import { compileAssembly } from './compile-assembly.ts';

vi.mock('portcullis/host', () => import('../../../tools/host/index.ts'));

type Trial = (options: { module: Uint8Array; configuration?: string; path?: string }) => Promise<string[]>;

const trialModule = '../../../examples/host/trial.mjs';
const text = (path: string): Promise<string> => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');
const { trial } = (await import(trialModule)) as { trial: Trial };

test('the example works with any module', async () => {
  const module = await compileAssembly(await text('test/fixtures/host/puppet.as'));
  const passed = await trial({ module, configuration: 'request_headers: set 0 x-seen yes', path: '/a' });
  expect(passed).toEqual(expect.arrayContaining(['ABI 0.2.1, configured', 'the back end got:', '  x-seen: yes']));
  const refused = await trial({ module, configuration: 'request_headers: reply 403 too%5fbad' });
  expect(refused).toContain('answered 403 too_bad');
  expect(await trial({ module, configuration: 'request_headers: return 1' })).toContain('the module holds the request');
});

const page = await text('examples/host/README.md');
const runs = [...page.matchAll(/^\$ node \S+ build\/(\S+)\.wasm '(.*)' '(.*)'\n([^`]*)```/gm)].map(
  ([, filter, configuration, path, output]) => ({ filter, configuration, path, output }),
);

test.each(runs)(
  'the example’s page shows real output: $configuration',
  async ({ filter, configuration, path, output }) => {
    const lines = await trial({ module: filterWasm(filter!), configuration: configuration!, path: path! });
    expect(`${lines.join('\n')}\n`).toBe(output);
  },
);

test('the page has examples', () => {
  expect(runs).toHaveLength(2);
});

test('the example of docs/host.md prints what the page says', async () => {
  const [, code, output] = /```js\n(.*?)```\n\nprints\n\n```text\n(.*?)```/s.exec(await text('docs/host.md'))!;
  const printed: string[] = [];
  const AsyncFunction = (async () => {}).constructor as new (
    ...text: string[]
  ) => (...values: unknown[]) => Promise<void>;
  const run = new AsyncFunction('createVm', 'readFile', 'console', code!.replaceAll(/^import .*$/gm, ''));
  const read = (path: string) => filterWasm(/build\/(.*)\.wasm/.exec(path)![1]!);
  await run(createVm, read, { log: (...values: unknown[]) => printed.push(`${values.join(' ')}\n`) });
  expect(printed.join('')).toBe(output);
});
