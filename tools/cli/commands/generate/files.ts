import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { userFailure } from '../../../model/failure.ts';
import type { Io } from '../../../model/io.ts';

/** Reads a file as UTF-8, relative to the working directory; `-` is standard input. */
export async function readFileOf(file: string, io: Io, hint?: string): Promise<string> {
  if (file === '-') return io.readStdin();
  try {
    return await readFile(resolve(io.cwd, file), 'utf8');
  } catch (error) {
    throw cannotRead(file, error, hint);
  }
}

/** The failure for a path that the system does not give us; other errors are handed back as they are. */
export function cannotRead(path: string, error: unknown, hint?: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const what = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  if (what === undefined) return error;
  return userFailure(hint === undefined ? { what, where: path } : { what, where: path, hint }, error);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'found no such file or directory',
  EISDIR: 'found a directory, expected a file',
  ENOTDIR: 'found a file where the path has a directory',
  EACCES: 'found a file that may not be read',
  EPERM: 'found a file that may not be read',
};
