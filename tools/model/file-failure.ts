import { surroundingsFailure, userFailure } from './failure.ts';

/** The failure for a path that the system does not let us read; other errors are handed back as they are. */
export function cannotRead(path: string, error: unknown, hint?: string): unknown {
  const what = wordsFor(reading, error);
  if (what === undefined) return error;
  return userFailure(hint === undefined ? { what, where: path } : { what, where: path, hint }, error);
}

/** The failure for a file that the system does not let us write; other errors are handed back as they are. */
export function cannotWrite(path: string, error: unknown): unknown {
  const full = wordsFor(noRoom, error);
  if (full !== undefined) return surroundingsFailure({ what: full, where: path }, error);
  const found = wordsFor(writing, error);
  if (found === undefined) return error;
  return userFailure({ what: `found ${found}, expected a place that can be written to`, where: path }, error);
}

/** The words that a table has for what the system said. */
function wordsFor(table: Readonly<Record<string, string>>, error: unknown): string | undefined {
  const { code = '' } = (error ?? {}) as { readonly code?: string };
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

const reading = {
  ENOENT: 'found no such file or directory',
  EISDIR: 'found a directory, expected a file',
  ENOTDIR: 'found a file where the path has a directory',
  EACCES: 'found a file that may not be read',
  EPERM: 'found a file that may not be read',
};

const writing = {
  ENOENT: 'no such directory',
  EISDIR: 'a directory',
  EEXIST: 'a file where a directory is to be',
  ENOTDIR: 'a file where the path has a directory',
  EACCES: 'one that may not be written to',
  EPERM: 'one that may not be written to',
  EROFS: 'a file system that is read-only',
};

const noRoom = { ENOSPC: 'found no room left', EDQUOT: 'found no room left' };
