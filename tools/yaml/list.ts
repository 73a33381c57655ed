import type { YamlDocument, YamlPath } from './read.ts';

/** A Kubernetes resource as it was written, with the way back to its text. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** As written; absent where the file leaves it to the context it is applied in. */
  readonly namespace: string | undefined;
  readonly value: Readonly<Record<string, unknown>>;
  /** `file:line:column` of the value, or the key, at a path inside the resource. */
  at(path: YamlPath, part?: 'key' | 'value'): string;
}

/** What a document held: resources, and the places of mappings or other values that are none. */
export interface Unrolled {
  readonly resources: readonly Resource[];
  /** `file:line:column` of everything that is no Kubernetes resource. */
  readonly others: readonly string[];
}

/**
 * Takes the resources out of a document: itself, or the items of a list (`kind: List`, `GatewayList`, `ResourceList`
 * …; lists in lists too).
 */
export function unrollList(document: YamlDocument): Unrolled {
  const resources: Resource[] = [];
  const others: string[] = [];
  const unroll = (value: unknown, path: YamlPath): void => {
    if (!isRecord(value) || typeof value['apiVersion'] !== 'string' || typeof value['kind'] !== 'string') {
      others.push(document.at(path));
      return;
    }
    const { apiVersion, kind, items } = value;
    if (kind.endsWith('List') && Array.isArray(items)) {
      items.forEach((item, index) => unroll(item, [...path, 'items', index]));
      return;
    }
    const metadata = isRecord(value['metadata']) ? value['metadata'] : {};
    resources.push({
      apiVersion,
      kind,
      name: typeof metadata['name'] === 'string' ? metadata['name'] : '',
      namespace: typeof metadata['namespace'] === 'string' ? metadata['namespace'] : undefined,
      value,
      at: (inner, part) => document.at([...path, ...inner], part),
    });
  };
  unroll(document.value, []);
  return { resources, others };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
