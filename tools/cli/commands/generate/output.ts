import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Generated } from '../../../generate/target.ts';
import { userFailure } from '../../../model/failure.ts';
import type { Io } from '../../../model/io.ts';
import { writeYaml } from '../../../yaml/write.ts';

type Comments = Generated['comments'];

const formats = {
  /** A `List`, whatever the number, so that a reader need not ask. */
  json: (documents: readonly unknown[], _comments: Comments): string =>
    `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: documents }, undefined, 2)}\n`,
  yaml: writeYaml,
};

export function addOutputOption(command: Command): void {
  command.option(
    '-o, --output <FORMAT[=FILE]>',
    'yaml or json, to a file with =FILE; repeatable (default: yaml)',
    (value: string, before: readonly string[] = []) => [...before, value],
  );
}

/** One way to write the documents: a format, and the file it goes to; without one, stdout. */
export interface Output {
  readonly format: keyof typeof formats;
  readonly file: string | undefined;
}

/** Reads the values of `--output`; at most one of them may go to stdout. */
export function readOutputs(values: readonly string[] = ['yaml']): Output[] {
  const outputs = values.map(readOutput);
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    throw userFailure({ what: 'found two formats for standard output, expected one', where: '--output' });
  }
  return outputs;
}

/** Writes the documents in every format that was asked for. */
export async function writeOutput(
  { documents, comments }: Generated,
  outputs: readonly Output[],
  io: Io,
): Promise<void> {
  for (const { format, file } of outputs) {
    const text = formats[format](documents, comments);
    if (file === undefined) io.out(text);
    else await write(file, text, io);
  }
}

function readOutput(value: string): Output {
  const [name = '', ...rest] = value.split('=');
  const format = (Object.keys(formats) as (keyof typeof formats)[]).find((known) => known === name);
  const file = rest.length > 0 ? rest.join('=') : undefined;
  if (format === undefined || file === '') {
    throw userFailure({
      what: `found ${JSON.stringify(value)}, expected yaml, json, yaml=FILE or json=FILE`,
      where: '--output',
    });
  }
  return { format, file };
}

async function write(file: string, text: string, io: Io): Promise<void> {
  try {
    await writeFile(resolve(io.cwd, file), text);
  } catch (error) {
    const { code = 'an error' } = error as NodeJS.ErrnoException;
    const found = Object.hasOwn(reasons, code) ? reasons[code] : code;
    throw userFailure({ what: `found ${found}, expected a file that can be written`, where: file }, error);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such folder',
  EISDIR: 'a directory',
  ENOTDIR: 'a file where the path has a directory',
  EACCES: 'one that may not be written',
  EPERM: 'one that may not be written',
};
