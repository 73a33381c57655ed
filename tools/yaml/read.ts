import { Composer, isAlias, isMap, isScalar, isSeq, LineCounter, Parser, type Document, type Node } from 'yaml';
import { userFailure } from '../model/failure.ts';
import { offsetAt, placesOf } from './places.ts';

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
  const composer = new Composer({ lineCounter: lines, prettyErrors: false, merge: true });
  const read: YamlDocument[] = [];
  // One after the other, so that the nodes of a document are gone before the next one is read.
  for (const document of composer.compose(new Parser(lines.addNewLine).parse(text))) {
    const broken = document.errors[0] ?? document.warnings[0];
    if (broken !== undefined) {
      throw userFailure({ what: sentence(broken.code, broken.message), where: position(broken.pos[0]) });
    }
    if (document.contents === null) continue;
    refuseOddNodes(document, position);
    const value = plainValue(document, position);
    const places = placesOf(document);
    if (value !== null) read.push({ file, value, at: (path, part) => position(offsetAt(places, path, part)) });
  }
  return read;
}

const sameKeyTwice = 'found the same key twice in one mapping, expected it once';

function sentence(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return sameKeyTwice;
  return `found broken YAML: ${message.replace(/^./, (first) => first.toLowerCase())}`;
}

function refuseOddNodes(document: Document, position: (offset: number) => string): void {
  const look = (node: unknown): void => {
    if (isMap(node)) {
      const keys = new Set<string>();
      for (const { key, value } of node.items) {
        refuseOddKey(key, keys, position);
        look(value);
      }
    } else if (isSeq(node)) node.items.forEach(look);
    else if (isAlias(node) && node.resolve(document) === undefined) {
      const where = position(node.range?.[0] ?? 0);
      throw userFailure({ what: `found *${node.source}, expected an anchor &${node.source} above it`, where });
    }
  };
  look(document.contents);
}

/** @param seen The mapping's keys so far: `1` and `"1"` are one key of a plain value, and two to the library. */
function refuseOddKey(key: unknown, seen: Set<string>, position: (offset: number) => string): void {
  const where = (): string => position((key as Node | null)?.range?.[0] ?? 0);
  if (!isScalar(key)) {
    throw userFailure({ what: 'found a mapping, sequence or alias as a key, expected a string', where: where() });
  }
  const { value, source } = key;
  if (source === '<<') return;
  if (seen.has(String(value))) throw userFailure({ what: sameKeyTwice, where: where() });
  seen.add(String(value));
  if (source === undefined || String(value) === source) return;
  const what = `found the key ${source}, which is read as ${String(value)}, expected quotes`;
  throw userFailure({ what, where: where() });
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
