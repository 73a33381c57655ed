import { bytesFromText, isByteString } from '../../../tools/host/bytes.ts';

/** One row of a case table. Strings hold one byte a character. */
export interface CaseRow {
  /** Where the row stands: `steps/nul.jsonl:4`. */
  readonly where: string;
  readonly input: string;
  /** What comes out; null when the row says that the request is rejected. */
  readonly output: string | null;
  /** What the step takes beside its action, where the row says it. */
  readonly option: RowOption | undefined;
  /** `note`, or `why` of a rejected one. */
  readonly note: string;
}

export interface RowOption {
  readonly key: (typeof optionKeys)[number];
  readonly value: number;
}

const optionKeys = ['passes', 'bytes'] as const;
const forms = [
  ['in', 'out', 'note'],
  ['in', 'verdict', 'why'],
] as const;

/**
 * Reads one line of test/cases/{steps,presets}: `{"in","out","note"}` or `{"in","verdict":"reject","why"}`, with `in_hex` and
 * `out_hex` where the bytes are no text, and `passes` or `bytes` where the step takes it.
 *
 * @throws Error for a row of another form: a misspelt key must not make a row that tests nothing.
 */
export function readCaseRow(line: string, where: string): CaseRow {
  const row = JSON.parse(line) as Record<string, unknown>;
  const keys = Object.keys(row)
    .filter((key) => !optionKeys.some((option) => option === key))
    .map((key) => key.replace(/^(in|out)_hex$/, '$1'));
  if (!forms.some((form) => form.length === keys.length && form.every((key) => keys.includes(key)))) {
    throw new Error(`${where}: found keys ${Object.keys(row).join(', ')}`);
  }
  const { verdict } = row;
  if (verdict !== undefined && verdict !== 'reject') throw new Error(`${where}: found verdict ${String(verdict)}`);
  return {
    where,
    input: bytesOf(row, 'in', where),
    output: verdict === undefined ? bytesOf(row, 'out', where) : null,
    option: optionOf(row, where),
    note: textOf(row[verdict === undefined ? 'note' : 'why'], where),
  };
}

function optionOf(row: Record<string, unknown>, where: string): RowOption | undefined {
  const [key, ...more] = optionKeys.filter((option) => option in row);
  if (key === undefined) return undefined;
  const value = row[key];
  if (typeof value !== 'number' || more.length > 0) throw new Error(`${where}: expected one option, a number`);
  return { key, value };
}

/** The step as a configuration names it. */
export const configuredStep = (id: string, option: RowOption | undefined): string | object =>
  option === undefined ? id : { step: id, [option.key]: option.value };

function bytesOf(row: Record<string, unknown>, key: string, where: string): string {
  const hex = row[`${key}_hex`];
  if (hex === undefined) {
    const text = textOf(row[key], where);
    if (!isByteString(text))
      throw new Error(`${where}: "${key}" holds a character that is no byte, expected "${key}_hex"`);
    return text;
  }
  const digits = textOf(hex, where);
  if (!/^([0-9a-f]{2})*$/.test(digits)) throw new Error(`${where}: "${key}_hex" is no lower-case hex`);
  return Buffer.from(digits, 'hex').toString('latin1');
}

function textOf(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new Error(`${where}: found ${JSON.stringify(value)}, expected a string`);
  return value;
}

/** For a person: the bytes as they are where they are printable, else \xHH. */
export function shown(bytes: string | null): string {
  if (bytes === null) return 'rejected';
  // oxlint-disable-next-line no-control-regex
  return bytes.replace(/[\x00-\x1f\x7f-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** A JSON text as one byte a character. */
export const jsonBytes = (value: unknown): string => bytesFromText(JSON.stringify(value));

/** The path part, and the query with its `?`. */
export function splitQuery(path: string): [string, string] {
  const query = path.indexOf('?');
  return query < 0 ? [path, ''] : [path.slice(0, query), path.slice(query)];
}
