import { userFailure } from '../model/failure.ts';
import type { Note } from './target.ts';

type Document = Readonly<Record<string, unknown>>;

/** etcd takes requests of 1.5 MiB (--max-request-bytes); the API server adds some metadata of its own. */
export const mostBytes = 1_500_000;

/** `kubectl apply` keeps a copy of the manifest in an annotation, and all annotations together may have 256 KiB. */
const mostInAnnotation = 256_000;

/** Whether the API server could not store one of the documents. */
export function tooLarge(documents: readonly Document[]): boolean {
  return documents.some((document) => jsonBytes(document) > mostBytes);
}

/** Throws for a document that the API server could not store; a note for one that `kubectl apply` could not. */
export function sizeNotes(documents: readonly Document[]): Note[] {
  return documents.flatMap((document): Note[] => {
    const bytes = jsonBytes(document);
    const { name } = document['metadata'] as { readonly name: string };
    if (bytes > mostBytes) {
      const what = `found ${bytes} bytes, expected at most ${mostBytes}: etcd refuses larger resources`;
      const hint =
        'a wildcard instead of the hosts below it, fewer hosts for each gateway (pods of their own for some), or the rule SNI_EQUALS_HOST, which needs no list';
      throw userFailure({ what, where: `${String(document['kind'])} ${name}`, hint });
    }
    if (bytes <= mostInAnnotation) return [];
    return [
      {
        level: 'note',
        text: `${name} has ${bytes} bytes: kubectl apply --server-side takes it, kubectl apply does not`,
      },
    ];
  });
}

/** Bytes of a value as the API server gets it: compact JSON in UTF-8. */
export function jsonBytes(value: object): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
