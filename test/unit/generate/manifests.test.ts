import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { targets } from '../../../tools/generate/index.ts';
import { schemaErrors } from './crd-schema.ts';
import { runGenerate } from './run-generate.ts';
import { haveCases, readCrds, root } from './shared-cases.ts';

const remedy = 'run: node scripts/gen-manifests.mjs';
const files = readdirSync(`${root}manifests`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name, text: readFileSync(`${root}manifests/${name}`, 'utf8') }));
const made = files.filter(({ text }) => text.startsWith('# portcullis generate '));

describe('manifests/', () => {
  const have = haveCases('manifests/ against the CRD schemas of Istio');
  const crds = have ? readCrds() : new Map<string, never>();

  it('has ready examples of every target, and otherwise only input', () => {
    const folders = new Set(made.map(({ name }) => name.split('/')[0]));
    expect(folders).toEqual(new Set(Object.keys(targets)));
    const others = files.filter((file) => !made.includes(file)).map(({ name }) => name);
    expect(others.filter((name) => !name.startsWith('input/'))).toEqual([]);
  });

  it.each(made)('$name is what its first line prints, for the filters as they are built', async ({ text }) => {
    expect(existsSync(`${root}build/manifest.json`), 'build/manifest.json is missing; run: portcullis build').toBe(
      true,
    );
    const [header = ''] = text.split('\n', 1);
    const run = await runGenerate(header.slice('# portcullis generate '.length).split(' '));
    expect(run, run.err).toMatchObject({ code: 0 });
    // A note that a configuration was not checked would mean that build/ lacks a module.
    expect(run.err).not.toContain('not checked');
    expect(`${header}\n${run.out}`, remedy).toBe(text);
  });

  it('docs/generate.md shows what the command prints', async () => {
    const page = readFileSync(`${root}docs/generate.md`, 'utf8');
    const shown = [...page.matchAll(/```\n\$ portcullis generate (.*)\n([^`]*)```/g)];
    expect(shown.length).toBeGreaterThan(0);
    for (const [, command = '', out] of shown) expect((await runGenerate(command.split(' '))).out).toBe(out);
  });

  it.each(files)('$name fits the schema of its kind', ({ text }) => {
    for (const document of parseAllDocuments(text)) {
      const value = document.toJS() as { apiVersion?: string; kind?: string };
      if (value.kind === undefined || !have) continue;
      expect(schemaErrors(value, crds.get(`${value.apiVersion} ${value.kind}`)!)).toEqual([]);
    }
  });
});
