import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { presets } from '../../../tools/catalog/presets.ts';
import { steps, type Step } from '../../../tools/catalog/steps.ts';
import { createVm } from '../../../tools/host/index.ts';
import { normalizerModule, pathOf } from '../cases/normalizer.ts';
import { readPage } from './doc-page.ts';

// docs/normalizer.md, docs/presets.md and docs/steps/*.md say what the filter does: here it does it.

const catalog: readonly Step[] = steps;
const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));

/** What an internal step is shown by: the weakest preset that runs it. */
function standardOf(id: string): string {
  const named = catalog.find((row) => row.id === id);
  if (named?.internal !== true) return JSON.stringify({ path: { steps: [id] } });
  const preset = presets.find((row) => row.stages.some(({ step }) => step === id));
  return JSON.stringify({ path: { preset: preset?.id } });
}

/** What becomes of a request that meets these instances in their order, in the words of the pages. */
async function outcome(configurations: readonly string[], before: string): Promise<string> {
  let path = before;
  for (const configuration of configurations) {
    const vm = await createVm({ module: await normalizerModule() });
    const root = vm.createRoot({ configuration });
    const stream = root.createStream({
      headers: [
        [':method', 'GET'],
        [':path', path],
        [':authority', 'a'],
      ],
    });
    stream.requestHeaders();
    const reply = stream.localReply;
    if (reply?.status === 307) return `redirect to ${reply.headers[0]?.[1]}`;
    if (reply !== undefined) return reply.status === 400 ? 'rejected' : `rejected with ${reply.status}`;
    path = pathOf(stream) ?? '';
  }
  return path;
}

const pages = [
  { page: 'normalizer.md', standard: '', atLeast: 10 },
  { page: 'presets.md', standard: '', atLeast: 50 },
  ...readdirSync(`${docs}steps`).map((name) => ({
    page: `steps/${name}`,
    standard: standardOf(name.replace('.md', '')),
    atLeast: 3,
  })),
];

describe.each(pages)('docs/$page', ({ page, standard, atLeast }) => {
  const { configurations, examples } = readPage(readFileSync(`${docs}${page}`, 'utf8'), standard);

  test('shows enough', () => expect(examples.length).toBeGreaterThanOrEqual(atLeast));

  for (const { line, text, error } of configurations) {
    test(`line ${line}: the configuration ${error === undefined ? 'is taken' : 'is refused with the line below it'}`, async () => {
      const vm = await createVm({ module: await normalizerModule() });
      expect(vm.createRoot({ configuration: text }).configured).toBe(error === undefined);
      expect(vm.logs.map(({ message }) => message)).toEqual(error === undefined ? [] : [error]);
    });
  }

  for (const example of examples) {
    test(`line ${example.line}: ${example.before} -> ${example.after}`, async () => {
      expect(await outcome(example.configurations, example.before)).toBe(example.after);
    });
  }
});

test('the reference lists every step that a configuration can name, with its sentence', () => {
  const reference = readFileSync(`${docs}normalizer.md`, 'utf8');
  for (const { id, kind, summary } of catalog.filter(({ internal }) => internal !== true)) {
    expect(reference).toContain(`| [${id}](steps/${id}.md) | ${kind} | ${summary.replaceAll('\\', '\\\\')}`);
  }
});
