import type { Resource } from '../yaml/list.ts';
import { writeYaml } from '../yaml/write.ts';
import { hostsByListener } from './guarded-hosts.ts';
import { unifiedDiff } from './unified-diff.ts';

type Value = Readonly<Record<string, unknown>>;

/** How manifests on disk differ from what would be made now. */
export interface Drift {
  /** For a reader: hosts by listener where a guard differs, then the manifest as a unified diff. Empty: they fit. */
  readonly text: string;
  /** `file:line:column` of resources that were left alone, since they are not portcullis's. */
  readonly foreign: readonly string[];
}

/**
 * Compares manifests by their values: comments, the order of keys and what the API server adds do not count.
 *
 * @param file Name of what is on disk, for the diff.
 */
export function driftOf(made: readonly Value[], found: readonly Resource[], file: string): Drift {
  const expected = new Map(made.map((value) => [idOf(value), value]));
  const ours = found.filter(({ value }) => expected.has(idOf(value)) || isManaged(value));
  const present = new Map(ours.map(({ value }) => [idOf(value), value]));
  const ids = [...new Set([...expected.keys(), ...present.keys()])].toSorted();
  return {
    text: ids.map((id) => difference(id, present.get(id), expected.get(id), file)).join(''),
    foreign: found.filter((resource) => !ours.includes(resource)).map(({ at }) => at([])),
  };
}

function difference(id: string, found: Value | undefined, made: Value | undefined, file: string): string {
  const before = found === undefined ? '' : writeYaml([inOrderOf(withoutServerFields(found), made)]);
  const after = made === undefined ? '' : writeYaml([made]);
  if (before === after) return '';
  const state = found === undefined ? 'is missing' : made === undefined ? 'would not be made any more' : 'does not fit';
  const hosts = hostChanges(found, made);
  const diff = unifiedDiff(before, after, { before: file, after: 'as it would be made now' });
  return `${file}: ${id} ${state}\n${hosts}${diff}`;
}

/** A line for each host that a listener gains or loses. */
function hostChanges(found: Value | undefined, made: Value | undefined): string {
  const before = hostsByListener(found);
  const after = hostsByListener(made);
  const lines: string[] = [];
  for (const [host, listener] of after) {
    const old = before.get(host);
    if (old === undefined) lines.push(`  + ${host}  listener ${listener}\n`);
    else if (old !== listener) lines.push(`  ~ ${host}  listener ${old} -> ${listener}\n`);
  }
  for (const [host, listener] of before) if (!after.has(host)) lines.push(`  - ${host}  listener ${listener}\n`);
  const more = lines.length > mostLines ? `  and ${lines.length - mostLines} more hosts\n` : '';
  return lines.slice(0, mostLines).join('') + more;
}

const mostLines = 100;

function idOf({ apiVersion, kind, metadata }: Value): string {
  const { name, namespace } = (metadata ?? {}) as Value;
  return `${String(kind)} ${String(namespace)}/${String(name)} (${String(apiVersion)})`;
}

function isManaged({ metadata }: Value): boolean {
  const { labels } = (metadata ?? {}) as { readonly labels?: Value };
  return labels?.['app.kubernetes.io/managed-by'] === 'portcullis';
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

const byServer = ['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'uid'];

/** Without what the API server and `kubectl apply` write into a resource. */
function withoutServerFields(value: Value): Value {
  const rest = without(value, ['status']);
  if (!isRecord(rest['metadata'])) return rest;
  const metadata = without(rest['metadata'], byServer);
  if (!isRecord(metadata['annotations'])) return { ...rest, metadata };
  const annotations = without(metadata['annotations'], [lastApplied]);
  const others = without(metadata, ['annotations']);
  return { ...rest, metadata: Object.keys(annotations).length > 0 ? { ...others, annotations } : others };
}

function without(value: Value, keys: readonly string[]): Value {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

/** The same value with its keys in the order of another one; keys that the other has not come last, sorted. */
function inOrderOf(value: unknown, model: unknown): unknown {
  if (Array.isArray(value)) {
    const models: readonly unknown[] = Array.isArray(model) ? model : [];
    return value.map((item, index) => inOrderOf(item, models[index] ?? models.at(-1)));
  }
  if (!isRecord(value)) return value;
  const wanted = isRecord(model) ? model : {};
  const keys = [
    ...Object.keys(wanted).filter((key) => Object.hasOwn(value, key)),
    ...Object.keys(value)
      .filter((key) => !Object.hasOwn(wanted, key))
      .toSorted(),
  ];
  return Object.fromEntries(keys.map((key) => [key, inOrderOf(value[key], wanted[key])]));
}

function isRecord(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
