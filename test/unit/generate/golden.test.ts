import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { targets } from '../../../tools/generate/index.ts';
import { schemaErrors } from './crd-schema.ts';
import { runGenerate } from './run-generate.ts';
import { haveCases, readCrds, root } from './shared-cases.ts';

const golden = `${root}test/golden/generate/`;
const cwd = `${golden}input`;
const commands = parse(readFileSync(`${golden}commands.yaml`, 'utf8')) as Record<string, string>;
const table = Object.entries(commands).map(([name, command]) => ({ name, args: command.split(' ') }));

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly labels: unknown };
}

function documentsOf(text: string, version: '1.1' | '1.2' = '1.2'): Manifest[] {
  return [...parseAllDocuments(text, { version })].map((document) => document.toJS() as Manifest);
}

describe('generate', () => {
  const have = haveCases('generated manifests against the CRD schemas of Istio');
  const crds = have ? readCrds() : new Map<string, never>();

  it.each(table)('$name is as the golden file says, and fits its schema', async ({ name, args }) => {
    const run = await runGenerate(args, { cwd });
    expect(run.code).toBe(0);
    await expect(run.out).toMatchFileSnapshot(`${golden}${name}.yaml`);
    await expect(run.err).toMatchFileSnapshot(`${golden}${name}.notes.txt`);
    const documents = documentsOf(run.out);
    expect(documents.length).toBeGreaterThan(0);
    for (const document of documents) {
      expect(document.metadata.labels).toEqual({ 'app.kubernetes.io/managed-by': 'portcullis' });
      if (have) expect(schemaErrors(document, crds.get(`${document.apiVersion} ${document.kind}`)!)).toEqual([]);
    }
  });

  it.each(table)('$name is the same when made again, as JSON, and for a YAML 1.1 reader', async ({ args }) => {
    const yaml = await runGenerate(args, { cwd });
    expect(await runGenerate(args, { cwd })).toEqual(yaml);
    const json = await runGenerate([...args, '-o', 'json'], { cwd });
    const { items } = JSON.parse(json.out) as { items: Manifest[] };
    expect(documentsOf(yaml.out)).toEqual(items);
    expect(documentsOf(yaml.out, '1.1')).toEqual(items);
  });

  it('has no golden file without a command', () => {
    const files = Object.keys(targets).flatMap((target) =>
      readdirSync(golden + target).map((file) => `${target}/${file}`),
    );
    const expected = table.flatMap(({ name }) => [`${name}.yaml`, `${name}.notes.txt`]);
    expect(files.toSorted()).toEqual(expected.toSorted());
  });
});
