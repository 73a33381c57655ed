import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { schemaErrors } from './crd-schema.ts';
import { runGenerate } from './run-generate.ts';
import { haveCases, readCrds, root } from './shared-cases.ts';

const golden = `${root}test/golden/generate/`;
const build = ['--build-manifest', 'build-manifest.json'];
const digest = `sha256:${'c'.repeat(64)}`;
const guard = ['--filter', 'misdirected-guard', ...build];
const normalizer = ['--filter', 'normalizer', ...build];

/** Name of the golden file, and the command that makes it, run in test/golden/generate/input. */
const table: Readonly<Record<string, readonly string[]>> = {
  'wasm-plugin/normalizer-https': ['wasm-plugin', ...normalizer, '--url', 'https://files.example/normalizer.wasm'],
  'wasm-plugin/normalizer-oci-unpinned': ['wasm-plugin', ...normalizer, '--url', 'oci://localhost:5000/x/normalizer:1'],
  'wasm-plugin/normalizer-file': ['wasm-plugin', ...normalizer, '--url', 'file:///etc/portcullis/normalizer.wasm'],
  'wasm-plugin/values': ['wasm-plugin', '--values', 'values.yaml', ...build],
  'wasm-plugin/flags-over-values': [
    'wasm-plugin',
    '--values',
    'values.yaml',
    ...build,
    '-n',
    'edge',
    '--match-port',
    '8443',
  ],
  'wasm-plugin/forward-original': [
    'wasm-plugin',
    ...normalizer,
    ...['--url', `oci://registry.example/normalizer@${digest}`, '--forward-original'],
  ],
  'wasm-plugin/restore-alone': [
    'wasm-plugin',
    ...normalizer,
    ...['--url', 'http://files.example/normalizer.wasm', '--plugin-config', '{"restore":true}'],
  ],
  'wasm-plugin/guard-listeners': [
    'wasm-plugin',
    ...guard,
    ...['--url', 'oci://registry.example/guard:1', '--image-digest', digest, '--plugin-config', 'guard.yaml'],
  ],
  'wasm-plugin/target-refs': [
    'wasm-plugin',
    ...guard,
    ...['--url', 'https://files.example/guard.wasm', '--target-ref', 'Gateway/public', '-n', 'edge'],
    ...['--target-ref', 'networking.istio.io/ServiceEntry/partner', '--target-ref', 'Service/web'],
  ],
  'wasm-plugin/odd-keys': [
    'wasm-plugin',
    ...normalizer,
    ...['--url', 'https://files.example/normalizer.wasm', '--plugin-config', 'odd-keys.yaml'],
  ],
  'envoy-filter/normalizer-file': ['envoy-filter', ...normalizer, '--file', '/etc/portcullis/normalizer.wasm'],
  'envoy-filter/forward-original': [
    'envoy-filter',
    ...normalizer,
    ...[
      '--url',
      'https://files.example/normalizer.wasm',
      '--forward-original',
      '--match-port',
      '8443',
      '--match-port',
      '8080',
    ],
  ],
  'envoy-filter/guard-oci': [
    'envoy-filter',
    ...guard,
    ...['--url', `oci://registry.example/guard@${digest}`, '--plugin-config', 'guard.yaml', '--vm-id', 'edge'],
    ...['--fail-strategy', 'FAIL_OPEN', '--priority', '0', '--target-ref', 'Gateway/public'],
  ],
  'envoy-filter/sidecar-unpinned': [
    'envoy-filter',
    ...normalizer,
    ...[
      '--url',
      'oci://registry.example/normalizer',
      '--context',
      'SIDECAR_INBOUND',
      '--selector',
      'app=web',
      '-n',
      'shop',
    ],
  ],
  'virtual-service/gateways': ['virtual-service', 'gateways.yaml', '-n', 'istio-system'],
  'virtual-service/fault': ['virtual-service', '-f', 'gateways.yaml', '--style', 'fault', '--name', 'no-admin'],
  'virtual-service/all': ['virtual-service', 'gateways.yaml', '--all'],
};

describe('generate', () => {
  const have = haveCases('generated manifests against the CRD schemas of Istio');
  const crds = have ? readCrds() : new Map<string, never>();

  it.each(Object.entries(table))('%s is as the golden file says', async (name, args) => {
    const run = await runGenerate(args, { cwd: `${golden}input` });
    expect(run.code).toBe(0);
    await expect(run.out).toMatchFileSnapshot(`${golden}${name}.yaml`);
    await expect(run.err).toMatchFileSnapshot(`${golden}${name}.notes.txt`);
    const documents = [...parseAllDocuments(run.out)].map((document) => document.toJS() as Manifest);
    expect(documents.length).toBeGreaterThan(0);
    for (const document of documents) {
      expect(document.metadata.labels).toEqual({ 'app.kubernetes.io/managed-by': 'portcullis' });
      const schema = crds.get(`${document.apiVersion} ${document.kind}`);
      if (have) expect(schemaErrors(document, schema!)).toEqual([]);
    }
  });

  it.each(Object.entries(table))('%s says the same as JSON, again and from a file', async (_, args) => {
    const options = { cwd: `${golden}input` };
    const yaml = await runGenerate(args, options);
    const json = await runGenerate([...args, '-o', 'json'], options);
    expect(await runGenerate(args, options)).toEqual(yaml);
    const items = (JSON.parse(json.out) as { items: unknown[] }).items;
    expect([...parseAllDocuments(yaml.out)].map((document) => document.toJS() as unknown)).toEqual(items);
    // What the API server reads is YAML 1.1.
    expect([...parseAllDocuments(yaml.out, { version: '1.1' })].map((document) => document.toJS() as unknown)).toEqual(
      items,
    );
  });
});

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly labels: unknown };
}
