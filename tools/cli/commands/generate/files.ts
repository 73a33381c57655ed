import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { cannotRead } from '../../../model/file-failure.ts';
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
