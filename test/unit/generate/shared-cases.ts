import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import type { Schema } from './crd-schema.ts';

/** Root of the repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Test cases of other projects: they stand beside the repository, not in it. */
export const cases = fileURLToPath(new URL('../../../../shared/cases/', import.meta.url));

/** Whether they are there; says loudly what is not checked if they are not. */
export function haveCases(what: string): boolean {
  if (existsSync(cases)) return true;
  process.stderr.write(`\nNOT CHECKED, since ${cases} is missing: ${what}\n\n`);
  return false;
}

export interface CaseRow {
  readonly name?: string;
  readonly doc?: number;
  readonly path: string;
  readonly input: { readonly apiVersion?: string; readonly kind: string };
  readonly expected: { readonly valid: boolean; readonly error_contains: string | null };
}

export function readRows<T>(file: string): T[] {
  const lines = readFileSync(cases + file, 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as T);
}

interface Crd {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

/** Schemas of Istio's CRDs by `group/version kind`, without `metadata`, which every resource may have. */
export function readCrds(): Map<string, Schema> {
  const metadata = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } as const;
  const common = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata };
  const text = readFileSync(`${cases}istio-crds/crd-all.gen.yaml`, 'utf8');
  const crds = [...parseAllDocuments(text)].map((document) => document.toJS() as Crd | null);
  return new Map(
    crds.flatMap((crd) =>
      (crd?.spec.versions ?? []).map(({ name, schema: { openAPIV3Schema: schema } }) => [
        `${crd?.spec.group}/${name} ${crd?.spec.names.kind}`,
        { ...schema, properties: { ...schema.properties, ...common } },
      ]),
    ),
  );
}
