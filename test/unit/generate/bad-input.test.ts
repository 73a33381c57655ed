import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runGenerate } from './run-generate.ts';
import { root } from './shared-cases.ts';

interface Row {
  readonly name: string;
  readonly args: readonly string[];
  readonly stdin?: string;
  readonly says: string;
}

const golden = `${root}test/golden/generate/`;
const table = parse(readFileSync(`${golden}refused.yaml`, 'utf8')) as Row[];

describe('generate refuses', () => {
  it.each(table)('$name', async ({ args, stdin = '', says }) => {
    const run = await runGenerate(args, { cwd: `${golden}input`, stdin });
    expect(run.err).toBe(`portcullis: ${says}\n`);
    expect(run).toMatchObject({ code: 2, out: '' });
  });

  it.each([
    { args: ['wasm-plugin', '--wasm', 'x'], says: "portcullis: unknown option '--wasm'" },
    { args: ['wasm-plugin', '--filter'], says: "portcullis: option '--filter <FILTER>' argument missing" },
    { args: ['wasm'], says: "portcullis: unknown command 'wasm'" },
  ])('$args', async ({ args, says }) => {
    const run = await runGenerate(args);
    expect(run.err.split('\n')).toContain(says);
    expect(run).toMatchObject({ code: 2, out: '' });
  });
});
