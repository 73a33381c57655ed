import { describe, expect, it } from 'vitest';
import { type Schema, schemaErrors } from './crd-schema.ts';
import { haveCases, readCrds, readRows, type CaseRow } from './shared-cases.ts';

/**
 * Refused by istiod's webhook alone: the schema has nothing against these. Everything else of the tables must get the
 * verdict that Istio's own tests give it.
 */
const webhookOnly = [
  'WasmPlugin target-ref-wrong-group',
  'WasmPlugin target-ref-wrong-kind',
  'EnvoyFilter invalid patch operation',
  'EnvoyFilter nil patch value',
  'EnvoyFilter match with invalid regex',
  'EnvoyFilter listener with invalid match',
  'EnvoyFilter listener with invalid filter match',
  'EnvoyFilter listener with sub filter match and invalid applyTo',
  'EnvoyFilter listener with sub filter match and invalid filter name',
  'EnvoyFilter listener with sub filter match and no sub filter name',
  'EnvoyFilter route configuration with invalid match',
  'EnvoyFilter cluster with invalid match',
  'EnvoyFilter invalid patch value',
  'EnvoyFilter deprecated config',
];

describe('schemaErrors', () => {
  it('refuses unknown fields, which structural schemas alone let pass', () => {
    const labels: Schema = { type: 'object', additionalProperties: { type: 'string' } };
    const open: Schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
    const schema: Schema = { type: 'object', properties: { labels, open } };
    const value = { labels: { a: 'b', c: 1 }, open: { x: { y: 1 } }, label: {} };
    expect(schemaErrors(value, schema)).toEqual(['.labels.c: found integer, expected string', '.label: unknown field']);
  });
});

if (haveCases('the schema validator against Istio rows')) {
  describe('schemaErrors agrees with Istio', () => {
    const crds = readCrds();
    const files = ['istio-validation-cases.jsonl', 'istio-crd-validation-cases.jsonl'];
    const rows = files
      .flatMap((file) => readRows<CaseRow>(file))
      .filter(({ input: { kind, apiVersion } }) => apiVersion && ['WasmPlugin', 'EnvoyFilter'].includes(kind));

    it('has rows of both verdicts for both kinds', () => {
      const counts = rows.map(({ input, expected }) => `${input.kind} ${expected.valid}`);
      for (const id of ['WasmPlugin true', 'WasmPlugin false', 'EnvoyFilter true', 'EnvoyFilter false']) {
        expect(counts.filter((count) => count === id).length, id).toBeGreaterThan(2);
      }
    });

    it.each(rows.map((row) => ({ id: nameOf(row), row })))('$id', ({ id, row }) => {
      const schema = crds.get(`${row.input.apiVersion} ${row.input.kind}`);
      const errors = schemaErrors(row.input, schema!);
      expect(errors.length === 0, errors.join('; ')).toBe(row.expected.valid || webhookOnly.includes(id));
    });
  });
}

function nameOf({ input, name, path, doc }: CaseRow): string {
  return `${input.kind} ${name ?? `${path.split('/').pop()} ${doc}`}`;
}
