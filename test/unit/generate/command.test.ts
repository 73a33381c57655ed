import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { targets } from '../../../tools/generate/index.ts';
import { runGenerate } from './run-generate.ts';
import { root } from './shared-cases.ts';

const gateway = (name: string, host: string, mode: string): string =>
  `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: ${name}}
spec: {servers: [{port: {number: 443, name: a, protocol: HTTPS}, hosts: ["${host}"], tls: {mode: ${mode}}}]}
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-generate-'));
  mkdirSync(join(folder, 'manifests', 'deep'), { recursive: true });
  mkdirSync(join(folder, 'manifests', '.git'));
  mkdirSync(join(folder, 'charts', 'templates'), { recursive: true });
  writeFileSync(join(folder, 'charts', 'templates', 'gateway.tpl'), 'not read');
  writeFileSync(join(folder, 'manifests', 'guest.yml'), gateway('guest', '*.a.io', 'SIMPLE'));
  writeFileSync(join(folder, 'manifests', 'deep', 'admin.yaml'), gateway('admin', 'x.a.io', 'MUTUAL'));
  writeFileSync(join(folder, 'manifests', 'deep', 'README.md'), 'not read');
  writeFileSync(join(folder, 'manifests', 'deep', 'values.json'), '{"replicas": 2}');
  writeFileSync(join(folder, 'manifests', 'deep', 'chart.yaml'), 'name: x\n---\nname: y\n');
  writeFileSync(join(folder, 'manifests', '.git', 'broken.yaml'), '{');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('portcullis generate', () => {
  it('reads directories with all below them, and names what it skips', async () => {
    const run = await runGenerate(['virtual-service', 'manifests'], { cwd: folder });
    expect(run.code).toBe(0);
    expect(run.out).toContain('- default/guest');
    expect(run.err).toBe(
      'manifests/deep: skipped, not .yaml, .yml, .json: README.md\n' +
        'manifests/deep/chart.yaml:1:1: skipped: has no apiVersion and kind (nor have 1 other documents)\n' +
        'manifests/deep/values.json:1:1: skipped: has no apiVersion and kind\n',
    );
  });

  it('refuses a directory without manifests, also next to one that has some', async () => {
    const run = await runGenerate(['virtual-service', 'manifests', 'charts'], { cwd: folder });
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain('charts/templates: skipped, not .yaml, .yml, .json: gateway.tpl\n');
    expect(run.err).toMatch(
      /^portcullis: charts: found no manifest in the directory, expected files that end in \.yaml, /m,
    );
  });

  it('takes files by -f, by position and from standard input together', async () => {
    const args = ['virtual-service', 'manifests/guest.yml', '-f', '-', '-n', 'edge'];
    const run = await runGenerate(args, { cwd: folder, stdin: gateway('admin', 'y.a.io', 'MUTUAL') });
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain('- edge/guest');
    expect(run.out).toContain('- y.a.io');
  });

  it('writes several formats at once, to files and to stdout', async () => {
    const args = ['virtual-service', 'manifests', '-o', 'yaml=out.yaml', '-o', 'json'];
    const run = await runGenerate(args, { cwd: folder });
    const plain = await runGenerate(['virtual-service', 'manifests'], { cwd: folder });
    expect(readFileSync(join(folder, 'out.yaml'), 'utf8')).toBe(plain.out);
    expect(JSON.parse(run.out)).toMatchObject({ kind: 'List', items: [{ kind: 'VirtualService' }] });
  });

  it('prints nothing, and why, where nothing is needed', async () => {
    const run = await runGenerate(['virtual-service', 'manifests/guest.yml'], { cwd: folder });
    const err = 'note: nothing needed: no wildcard server covers a host that another server protects better\n';
    expect(run).toEqual({ code: 0, out: '', err });
  });

  it('asks the built filter what it says to a configuration', async () => {
    const args = ['wasm-plugin', '--filter', 'normalizer', '--url', 'https://a.example/x.wasm'];
    const run = await runGenerate([...args, '--plugin-config', '{"path":{"presets":"BASE"}}']);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toMatch(
      /^portcullis: --plugin-config:1:10: \$\.path\.presets: the filter refuses it: found "presets", /,
    );
  });

  it.each([
    ['a wrong value', 'path:\n  preset: BASE\n  steps: [lower-case, lower-cas]\n', '3:23: $.path.steps[1]'],
    ['a wrong type', 'path:\n  preset: BASE\n  steps:\n    - lower-case\n    - 5\n', '5:7: $.path.steps[1]'],
    ['an unknown key', 'path:\n  preset: BASE\nhosst: 1\n', '3:1: $.hosst'],
  ])('tells where the filter found %s in a file, and in a values file', async (_what, config, place) => {
    const args = ['wasm-plugin', '--filter', 'normalizer', '--url', 'https://a.example/x.wasm'];
    writeFileSync(join(folder, 'config.yaml'), config);
    const run = await runGenerate([...args, '--plugin-config', 'config.yaml'], { cwd: folder });
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain(`portcullis: config.yaml:${place}: the filter refuses it: found `);
    writeFileSync(join(folder, 'values.yaml'), `pluginConfig:\n${config.replace(/^/gm, '  ').trimEnd()}\n`);
    const [line, column, ...rest] = place.split(':');
    const shifted = [Number(line) + 1, Number(column) + 2, ...rest].join(':');
    const valued = await runGenerate([...args, '--values', 'values.yaml'], { cwd: folder });
    expect(valued.err).toContain(`portcullis: values.yaml:${shifted}: the filter refuses it: found `);
  });

  it('refuses a module that is not the one of the build manifest', async () => {
    const manifest = readFileSync(`${root}test/golden/generate/input/build-manifest.json`, 'utf8');
    writeFileSync(join(folder, 'manifest.json'), manifest);
    writeFileSync(join(folder, 'normalizer.wasm'), 'another');
    const args = ['wasm-plugin', '--filter', 'normalizer', '--url', 'https://a.example/x.wasm'];
    const run = await runGenerate([...args, '--build-manifest', 'manifest.json'], { cwd: folder });
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toBe(
      'portcullis: normalizer.wasm: found another module than the build manifest names, expected the built one\n' +
        '  try: portcullis build\n',
    );
  });

  it.each(Object.keys(targets))('%s --help stands in its golden file and ends in examples', async (target) => {
    const run = await runGenerate([target, '--help']);
    expect(run.code).toBe(0);
    await expect(run.out).toMatchFileSnapshot(`../../golden/help/generate-${target}.txt`);
    expect(run.out).toMatch(new RegExp(`\\nExamples:\\n(  .*portcullis generate ${target} .*\\n)+\\s*$`));
  });
});
