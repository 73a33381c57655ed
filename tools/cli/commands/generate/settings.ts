import type { Command } from 'commander';
import type { Given, GivenValue, Setting, SettingTable } from '../../../generate/setting.ts';
import { userFailure } from '../../../model/failure.ts';
import type { Io } from '../../../model/io.ts';
import { readYaml, type YamlDocument } from '../../../yaml/read.ts';
import { readFileOf } from './files.ts';

/** Values of flags by their camel-case names, as commander collects them. */
export interface Flags {
  readonly [flag: string]: unknown;
  readonly output?: readonly string[];
  readonly check?: string;
  readonly values?: string;
}

/** Adds one flag for each setting, and `--values`. */
export function addSettings(command: Command, table: SettingTable): void {
  for (const { flag, short, argument, optional, repeatable, summary } of Object.values(table)) {
    const place = argument === undefined ? '' : optional === true ? ` [${argument}]` : ` <${argument}>`;
    const names = `${short === undefined ? '' : `-${short}, `}--${flag}${place}`;
    if (repeatable) {
      command.option(names, `${summary}; repeatable`, (value: string, before: readonly string[] = []) => [
        ...before,
        value,
      ]);
    } else command.option(names, summary);
  }
  const keys = Object.keys(table).join(', ');
  command.option('--values <FILE>', `YAML file with the keys ${keys}; flags come before it`);
}

/** Everything that was given for a table: the values file, and flags over it. */
export async function givenBy(table: SettingTable, flags: Flags, io: Io): Promise<Given> {
  const given: Record<string, GivenValue> = { ...(await readValues(table, flags.values, io)) };
  for (const [key, setting] of Object.entries(table)) {
    const value = flags[setting.flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())];
    if (value !== undefined) given[key] = await givenByFlag(setting, value, io);
  }
  return given;
}

async function givenByFlag(setting: Setting, value: unknown, io: Io): Promise<GivenValue> {
  const where = `--${setting.flag}`;
  if (setting.content !== true || typeof value !== 'string') return { value, where };
  const inline = value.trimStart().startsWith('{');
  const file = inline ? where : value;
  const document = single(readYaml(inline ? value : await readFileOf(value, io), file), file);
  return { value: document.value, where: file, at: document.at };
}

async function readValues(table: SettingTable, file: string | undefined, io: Io): Promise<Given> {
  if (file === undefined) return {};
  const { value, at } = single(readYaml(await readFileOf(file, io), file), file);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw userFailure({ what: 'found no mapping, expected the keys of a values file', where: file });
  }
  const given = ([key, inner]: [string, unknown]): [string, GivenValue] => {
    const where = at([key], table[key] === undefined ? 'key' : 'value');
    return [key, { value: inner, where, at: (path, part) => at([key, ...path], part) }];
  };
  return Object.fromEntries(Object.entries(value).map(given));
}

function single(documents: readonly YamlDocument[], file: string): YamlDocument {
  const [document] = documents;
  if (document !== undefined && documents.length === 1) return document;
  throw userFailure({ what: `found ${documents.length} YAML documents, expected one`, where: file });
}
