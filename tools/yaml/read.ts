import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type Node,
} from 'yaml';
import { userFailure } from '../model/failure.ts';

/** A place in a value: keys of mappings and indexes of sequences, from the top. */
export type YamlPath = readonly (string | number)[];

/** One document of a YAML or JSON text, as plain values. */
export interface YamlDocument {
  /** The name that the text was read under; `-` for standard input. */
  readonly file: string;
  readonly value: unknown;
  /**
   * `file:line:column` (both from 1) of the value at a path, or of the key in front of it; of the nearest parent where
   * nothing is written.
   */
  at(path: YamlPath, part?: 'key' | 'value'): string;
}

/**
 * Reads a text of any number of YAML 1.2 documents (JSON is YAML). Empty documents are left out; `<<` merges, as it
 * does for the Kubernetes API server. Throws a user failure at `file:line:column` for anything malformed, for a key
 * that is there twice (the API server would keep one of the two), for a key that is not a scalar and for a tag that
 * plain data does not have.
 */
export function readYaml(text: string, file: string): YamlDocument[] {
  const lines = new LineCounter();
  const position = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, merge: true });
  if (!Array.isArray(documents)) return [];
  return documents
    .filter((document) => document.contents !== null || document.errors.length > 0)
    .map((document) => {
      const broken = document.errors[0] ?? document.warnings[0];
      if (broken !== undefined) {
        throw userFailure({ what: sentence(broken.code, broken.message), where: position(broken.pos[0]) });
      }
      refuseOddNodes(document, position);
      return {
        file,
        value: plainValue(document, position),
        at: (path: YamlPath, part?: 'key' | 'value') => position(offsetOf(document, path, part)),
      };
    })
    .filter((document) => document.value !== null);
}

function sentence(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'found the same key twice in one mapping, expected it once';
  return `found broken YAML: ${message.replace(/^./, (first) => first.toLowerCase())}`;
}

function refuseOddNodes(document: Document, position: (offset: number) => string): void {
  visit(document, {
    Alias(_, node) {
      if (node.resolve(document) !== undefined) return;
      const where = position(node.range?.[0] ?? 0);
      throw userFailure({ what: `found *${node.source}, expected an anchor &${node.source} above it`, where });
    },
    Pair(_, pair) {
      const where = (): string => position((pair.key as Node | null)?.range?.[0] ?? 0);
      if (!isScalar(pair.key)) {
        throw userFailure({ what: 'found a mapping, sequence or alias as a key, expected a string', where: where() });
      }
      const { value, source } = pair.key;
      if (source === undefined || source === '<<' || String(value) === source) return;
      const what = `found the key ${source}, which is read as ${String(value)}, expected quotes`;
      throw userFailure({ what, where: where() });
    },
  });
}

function plainValue(document: Document, position: (offset: number) => string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // The library refuses aliases that expand to very much ("billion laughs").
    if (!(error instanceof ReferenceError)) throw error;
    const where = position(document.contents?.range?.[0] ?? 0);
    throw userFailure({ what: `found aliases that cannot be expanded: ${error.message.toLowerCase()}`, where }, error);
  }
}

/** Offset of the value at a path; of its key if asked or where the value is empty; of the nearest parent if absent. */
function offsetOf(document: Document, path: YamlPath, part: 'key' | 'value' = 'value'): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const [index, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    const next: unknown = isMap(node)
      ? node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(step))
      : (node as { items?: unknown[] } | null)?.items?.[Number(step)];
    if (next === undefined) return offset;
    const key = isPair(next) ? (next.key as Node) : undefined;
    if (part === 'key' && index === path.length - 1 && key?.range) return key.range[0];
    node = isPair(next) ? next.value : next;
    offset = (node as Node | null)?.range?.[0] ?? key?.range?.[0] ?? offset;
  }
  return offset;
}
