import { userFailure } from '../model/failure.ts';
import type { YamlDocument } from '../yaml/read.ts';

/** One thing that a target can be told, by a flag or by a key of a values file. */
export interface Setting<T = unknown> {
  /** Long name, without dashes. */
  readonly flag: string;
  readonly short?: string;
  /** Name of the argument in help; a setting without one is a switch. */
  readonly argument?: string;
  /** The flag may stand without its argument; `read` then gets true. */
  readonly optional?: true;
  /** A repeatable flag; a values file has a sequence, or for labels a mapping. */
  readonly repeatable?: true;
  /** The flag names a file (or holds the JSON itself); `read` gets what is in it. */
  readonly content?: true;
  readonly summary: string;
  /** Takes the text of a flag (all texts, if repeatable) or the value of a values file. Throws with `where`. */
  read(value: unknown, where: string): T;
}

/** Settings by their key in a values file. */
export type SettingTable = Readonly<Record<string, Setting>>;

/** What was given for a key. */
export interface GivenValue {
  readonly value: unknown;
  /** A flag, or `file:line:column`. */
  readonly where: string;
  /** `file:line:column` of what stands at a path inside the value; absent where a flag is the value itself. */
  readonly at?: YamlDocument['at'];
}

export type Given = Readonly<Record<string, GivenValue>>;

export type OptionsOf<S extends SettingTable> = { readonly [K in keyof S]?: ReturnType<S[K]['read']> };

/** Reads everything that was given; an unknown key is an error that lists the known ones. */
export function readSettings<S extends SettingTable>(table: S, given: Given): OptionsOf<S> {
  const options: Record<string, unknown> = {};
  for (const [key, { value, where }] of Object.entries(given)) {
    const setting = Object.hasOwn(table, key) ? table[key] : undefined;
    if (setting === undefined) {
      throw userFailure({
        what: `found the key ${JSON.stringify(key)}, expected one of ${Object.keys(table).join(', ')}`,
        where,
      });
    }
    options[key] = setting.read(value, where);
  }
  return options as OptionsOf<S>;
}

/** Fails for a value that is not what was expected. */
export function refuseValue(value: unknown, where: string, expected: string, hint?: string): never {
  const what = `found ${JSON.stringify(value)}, expected ${expected}`;
  throw userFailure(hint === undefined ? { what, where } : { what, where, hint });
}
