import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { runGenerate, type Run } from './run-generate.ts';
import { root } from './shared-cases.ts';

const gateways = readFileSync(`${root}manifests/input/gateways.yaml`, 'utf8');
const targets: Readonly<Record<string, readonly string[]>> = {
  'wasm-plugin': ['--guard', '--url', 'https://files.example/guard.wasm'],
  'traffic-extension': ['--guard', '--url', 'https://files.example/guard.wasm'],
  'envoy-filter': ['--guard', '--file', '/etc/guard.wasm'],
  'authorization-policy': [],
  'virtual-service': [],
};

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'portcullis-check-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

async function generate(target: string, input: string, more: readonly string[]): Promise<Run> {
  write('in.yaml', input);
  return runGenerate([target, ...(targets[target] ?? []), '-f', 'in.yaml', ...more], { cwd: folder });
}

/** The words of a run without the notes, which do not depend on the check. */
function findings({ err }: Run): string[] {
  return err.split('\n').filter((line) => line !== '' && !line.includes('note: '));
}

describe.each(Object.keys(targets))('generate %s --check', (target) => {
  beforeAll(async () => {
    const made = await generate(target, gateways, ['-o', `yaml=${target}.yaml`]);
    expect(made.code, made.err).toBe(0);
  });
  const check = (input: string, file = `${target}.yaml`): Promise<Run> => generate(target, input, ['--check', file]);

  it('is silent where the manifest fits', async () => {
    const run = await check(gateways);
    expect(run).toMatchObject({ code: 0, out: '' });
    expect(findings(run)).toEqual([]);
  });

  it('turns red when a Gateway changes without regeneration, and says what changed', async () => {
    const run = await check(gateways.replace('admin.example.com', 'root.example.com'));
    expect(run.code).toBe(1);
    expect(run.out).toMatch(/^\+ .*root\.example\.com/m);
    expect(run.out).toMatch(/^- .*admin\.example\.com/m);
    expect(run.out).toContain(`${target}.yaml: `);
    expect(readFileSync(join(folder, `${target}.yaml`), 'utf8')).not.toContain('root.example.com');
  });

  it('does not mind comments, moved lines, the order of keys and what the API server adds', async () => {
    const value = parse(readFileSync(join(folder, `${target}.yaml`), 'utf8')) as Record<string, unknown>;
    const metadata = value['metadata'] as Record<string, unknown>;
    const stored = {
      status: {},
      ...Object.fromEntries(Object.entries(value).toReversed()),
      metadata: {
        ...metadata,
        uid: 'x',
        resourceVersion: '1',
        generation: 1,
        creationTimestamp: '2026-01-01T00:00:00Z',
        managedFields: [],
        annotations: {
          ...(metadata['annotations'] as object),
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
        },
      },
    };
    const run = await check(`# moved\n\n${gateways}`, write('stored.yaml', stringify(stored)));
    expect(run).toMatchObject({ code: 0, out: '' });
  });

  it('says that a manifest is missing, and that one is left over', async () => {
    expect(await check(gateways, write('empty.yaml', ''))).toMatchObject({ code: 1 });
    const renamed = readFileSync(join(folder, `${target}.yaml`), 'utf8').replace(/^ {2}name: .*/m, '  name: old');
    const run = await check(gateways, write('renamed.yaml', renamed));
    expect(run.code).toBe(1);
    expect(run.out).toContain('istio-system/old');
    expect(run.out).toContain('would not be made any more');
    expect(run.out).toContain('is missing');
  });

  it('leaves resources alone that are not its own, and names them', async () => {
    const other = '---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: mine}}\n';
    const file = write('more.yaml', readFileSync(join(folder, `${target}.yaml`), 'utf8') + other);
    const run = await check(gateways, file);
    expect(run).toMatchObject({ code: 0, out: '' });
    expect(run.err).toContain('note: not made by portcullis, so it is not looked at');
  });
});

describe('the hosts that a check names', () => {
  const more = (text: string, host: string): string =>
    text.replace('- admin.example.com', `- admin.example.com\n        - ${host}`);

  it.each(['wasm-plugin', 'traffic-extension', 'envoy-filter'])(
    'stand before the diff of %s, by listener',
    async (target) => {
      await generate(target, more(gateways, 'old.example.com'), ['-o', 'yaml=hosts.yaml']);
      const moved = more(gateways, 'new.example.com').replace(
        '"*.example.com"',
        '"*.example.com"\n        - extra.example.org',
      );
      const { code, out } = await generate(target, moved, ['--check', 'hosts.yaml']);
      expect(code).toBe(1);
      expect(out.split('\n').slice(1, 4)).toEqual([
        '  + new.example.com  listener istio-system/admin/https-admin',
        '  + extra.example.org  listener istio-system/guest/https-guest',
        '  - old.example.com  listener istio-system/admin/https-admin',
      ]);
      expect(out).toContain('\n--- hosts.yaml\n+++ as it would be made now\n@@ ');
    },
  );

  it('tell when a host moves to another listener', async () => {
    await generate('wasm-plugin', gateways, ['-o', 'yaml=hosts.yaml']);
    const swapped = gateways
      .replace('"*.example.com"', 'X')
      .replace('admin.example.com', '"*.example.com"')
      .replace('X', 'admin.example.com');
    const { out } = await generate('wasm-plugin', swapped, ['--check', 'hosts.yaml']);
    expect(out).toContain(
      '  ~ admin.example.com  listener istio-system/admin/https-admin -> istio-system/guest/https-guest\n',
    );
  });
});
