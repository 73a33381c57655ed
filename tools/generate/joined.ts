import type { Generated, Note } from './target.ts';

/** Several outputs as one, with each note once; `notes` come first. */
export function joined(parts: readonly Generated[], notes: readonly Note[]): Generated {
  const all = [...notes, ...parts.flatMap((part) => part.notes)];
  return {
    documents: parts.flatMap(({ documents }) => documents),
    notes: [...new Map(all.map((note) => [`${note.where ?? ''} ${note.text}`, note])).values()],
    comments: new Map(parts.flatMap(({ comments }) => [...(comments ?? [])])),
    plugins: parts.flatMap(({ plugins }) => plugins ?? []),
  };
}
