import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { userFailure } from '../../model/failure.ts';
import { cannotWrite } from '../../model/file-failure.ts';
import type { Io } from '../../model/io.ts';

/** Formats of a command's result; the first is written when none is asked for. */
export type Formats = readonly [string, ...string[]];

/** One way to write a result: a format, and the file it goes to; without one, stdout. */
export interface Output<F extends Formats> {
  readonly format: F[number];
  readonly file: string | undefined;
}

export const textOrJson = ['text', 'json'] as const;

/** A result as JSON for scripts. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** `-o FORMAT[=FILE]`, the same for every command. */
export function addOutputOption(command: Command, formats: Formats): void {
  command.option(
    '-o, --output <FORMAT[=FILE]>',
    `${formats.join(' or ')}, to a file with =FILE; repeatable (default: ${formats[0]})`,
    (value: string, before: readonly string[] = []) => [...before, value],
  );
}

/** Reads the values of `--output`; at most one of them may go to stdout. */
export function readOutputs<F extends Formats>(formats: F, values: readonly string[] = [formats[0]]): Output<F>[] {
  const outputs = values.map((value) => readOutput(formats, value));
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    throw userFailure({ what: 'found two formats for standard output, expected one', where: '--output' });
  }
  return outputs;
}

/** Writes a result in every format that was asked for. */
export async function writeOutputs<F extends Formats>(
  outputs: readonly Output<F>[],
  textIn: (format: F[number]) => string,
  io: Io,
): Promise<void> {
  for (const { format, file } of outputs) {
    const text = textIn(format);
    if (file === undefined) io.out(text);
    else await write(file, text, io);
  }
}

function readOutput<F extends Formats>(formats: F, value: string): Output<F> {
  const [name = '', ...rest] = value.split('=');
  const file = rest.length > 0 ? rest.join('=') : undefined;
  if (formats.includes(name) && file !== '') return { format: name, file };
  const expected = [...formats, ...formats.map((format) => `${format}=FILE`)];
  const what = `found ${JSON.stringify(value)}, expected ${expected.slice(0, -1).join(', ')} or ${expected.at(-1)}`;
  throw userFailure({ what, where: '--output' });
}

async function write(file: string, text: string, io: Io): Promise<void> {
  try {
    await writeFile(resolve(io.cwd, file), text);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}
