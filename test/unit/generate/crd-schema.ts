import { rules } from './crd-rules.ts';

/** The parts of a structural schema (apiextensions.k8s.io/v1) that Istio's CRDs use. */
export interface Schema {
  readonly type?: string;
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly not?: Schema;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string; readonly message: string }[];
}

/**
 * What the API server would say against a value, and unknown fields besides (the schemas carry no
 * `additionalProperties: false`; the API server drops what it does not know, or warns). A CEL rule that `rules` does
 * not have is an error of the test, so that none is passed over.
 */
export function schemaErrors(value: unknown, schema: Schema, path = ''): string[] {
  if (value === null && schema.nullable) return [];
  const type = schema.type ?? 'any';
  if (type !== 'any' && typeOf(value) !== type && !(type === 'number' && typeOf(value) === 'integer')) {
    return [`${path}: found ${typeOf(value)}, expected ${type}`];
  }
  const errors = [...alternatives(value, schema, path), ...celErrors(value, schema, path)];
  if (schema.enum && !schema.enum.includes(value)) errors.push(`${path}: ${String(value)} is not in the enum`);
  if (typeof value === 'string') errors.push(...stringErrors(value, schema, path));
  if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity, format } = schema;
    if (value < minimum || value > maximum) errors.push(`${path}: ${value} is out of range`);
    if (format === 'int32' && value !== Math.trunc(value) % 2 ** 32) errors.push(`${path}: ${value} is no int32`);
  }
  if (Array.isArray(value)) errors.push(...listErrors(value, schema, path));
  else if (isObject(value)) errors.push(...objectErrors(value, schema, path));
  return errors;
}

function objectErrors(value: Readonly<Record<string, unknown>>, schema: Schema, path: string): string[] {
  const { properties = {}, additionalProperties, required = [], maxProperties = Infinity } = schema;
  const errors = required.filter((key) => !(key in value)).map((key) => `${path}.${key}: required`);
  if (Object.keys(value).length > maxProperties) errors.push(`${path}: too many properties`);
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true;
  for (const [key, inner] of Object.entries(value)) {
    const known = properties[key] ?? additionalProperties;
    if (known) errors.push(...schemaErrors(inner, known, `${path}.${key}`));
    else if (!open) errors.push(`${path}.${key}: unknown field`);
  }
  return errors;
}

function listErrors(value: readonly unknown[], schema: Schema, path: string): string[] {
  const { items, minItems = 0, maxItems = Infinity } = schema;
  const errors = value.flatMap((item, index) => (items ? schemaErrors(item, items, `${path}[${index}]`) : []));
  if (value.length < minItems || value.length > maxItems) errors.push(`${path}: ${value.length} items`);
  const keys = schema['x-kubernetes-list-map-keys'];
  const ids = keys
    ? value.map((item) => JSON.stringify(keys.map((key) => (item as Record<string, unknown>)[key])))
    : [];
  if (new Set(ids).size < ids.length) errors.push(`${path}: duplicate value`);
  return errors;
}

function stringErrors(value: string, { pattern, minLength = 0, maxLength = Infinity }: Schema, path: string): string[] {
  const errors =
    pattern !== undefined && !new RegExp(pattern).test(value) ? [`${path}: does not match ${pattern}`] : [];
  return value.length < minLength || value.length > maxLength
    ? [...errors, `${path}: ${value.length} characters`]
    : errors;
}

function alternatives(value: unknown, { oneOf, anyOf, not }: Schema, path: string): string[] {
  const fits = (schema: Schema): boolean => {
    const missing = isObject(value) ? (schema.required ?? []).filter((key) => !(key in value)) : [];
    return missing.length === 0 && alternatives(value, schema, path).length === 0;
  };
  const errors: string[] = [];
  if (oneOf && oneOf.filter(fits).length !== 1) errors.push(`${path}: fits not exactly one of the alternatives`);
  if (anyOf && !anyOf.some(fits)) errors.push(`${path}: fits none of the alternatives`);
  if (not && fits(not)) errors.push(`${path}: fits what is excluded`);
  return errors;
}

function celErrors(value: unknown, schema: Schema, path: string): string[] {
  return (schema['x-kubernetes-validations'] ?? []).flatMap(({ message }) => {
    const rule = rules[message];
    if (rule === undefined) throw new Error(`${path}: no evaluation of the CEL rule ${JSON.stringify(message)}`);
    return rule(value as never) ? [] : [`${path}: ${message}`];
  });
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeOf(value) === 'object';
}
