import { userFailure } from '../model/failure.ts';
import type { Resource } from '../yaml/list.ts';
import type { YamlPath } from '../yaml/read.ts';

/** A value inside a resource together with where it stands. `value` is undefined where nothing is written. */
export interface Field {
  readonly value: unknown;
  readonly resource: Resource;
  readonly path: YamlPath;
}

/** The field of a resource at one of its top-level keys. */
export function fieldOf(resource: Resource, key: string): Field {
  return { value: resource.value[key], resource, path: [key] };
}

/** `metadata.creationTimestamp` of a resource, which sorts as text; empty where the file has none. */
export function creationOf({ value }: Resource): string {
  const { creationTimestamp } = (value['metadata'] ?? {}) as { creationTimestamp?: unknown };
  return typeof creationTimestamp === 'string' ? creationTimestamp : '';
}

/** Throws what is wrong with a field, at its place in the file. */
export function refuse(field: Field, expected: string): never {
  const { kind, name } = field.resource;
  const found = field.value === undefined ? 'nothing' : JSON.stringify(field.value);
  throw userFailure({
    what: `${kind} ${name}: ${dotted(field.path)}: found ${found}, expected ${expected}`,
    where: field.resource.at(field.path),
  });
}

/**
 * The fields of a mapping, those that are absent too. A key that is not in `known` is an error: the API server would
 * drop it, and what it was meant to say would be lost.
 */
export function fieldsOf<K extends string>(field: Field, known: readonly K[]): Record<K, Field> {
  const { value, resource, path } = field;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(field, 'a mapping');
  const stray = Object.keys(value).find((key) => !(known as readonly string[]).includes(key));
  if (stray !== undefined) {
    throw userFailure({
      what: `${resource.kind} ${resource.name}: ${dotted(path)}: found the key ${JSON.stringify(stray)}, expected one of ${known.join(', ')}`,
      where: resource.at([...path, stray], 'key'),
    });
  }
  const at = (key: K): Field => ({ value: (value as Record<string, unknown>)[key], resource, path: [...path, key] });
  return Object.fromEntries(known.map((key) => [key, at(key)])) as Record<K, Field>;
}

/** One field of a mapping whose others are not looked at. */
export function childOf(field: Field, key: string): Field {
  const { value, resource, path } = field;
  if (value === undefined) return { value, resource, path: [...path, key] };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(field, 'a mapping');
  return { value: (value as Record<string, unknown>)[key], resource, path: [...path, key] };
}

/** The entries of a sequence; none where nothing is written. */
export function entriesOf(field: Field): Field[] {
  if (field.value === undefined) return [];
  if (!Array.isArray(field.value)) refuse(field, 'a sequence');
  return field.value.map((value, index) => ({ value, resource: field.resource, path: [...field.path, index] }));
}

export function readString(field: Field): string {
  return typeof field.value === 'string' ? field.value : refuse(field, 'a string');
}

export function readOptionalString(field: Field): string | undefined {
  return field.value === undefined ? undefined : readString(field);
}

export function readOneOf<T extends string>(field: Field, names: readonly T[]): T {
  return names.find((name) => name === field.value) ?? refuse(field, `one of ${names.join(', ')}`);
}

/** A port number, 1-65535. */
export function readPort(field: Field): number {
  const { value } = field;
  const isPort = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535;
  return isPort ? value : refuse(field, 'a port number, 1-65535');
}

/** Labels: a mapping of strings; empty where nothing is written. */
export function readLabels(field: Field): Record<string, string> {
  if (field.value === undefined) return {};
  const labels = fieldsOf(field, Object.keys(field.value ?? {}));
  return Object.fromEntries(Object.entries(labels).map(([key, label]) => [key, readString(label)]));
}

function dotted(path: YamlPath): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
