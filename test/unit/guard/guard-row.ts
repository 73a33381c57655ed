import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isByteString } from '../../../tools/host/bytes.ts';
import { readLines, tableNames } from '../cases/read-table.ts';

/** One row of test/cases/guard/*.jsonl: a connection, a request on it, and what the guard does. Strings hold one byte a character. */
export interface GuardRow {
  /** Where the row stands: `guard/folding.jsonl:3`. */
  readonly where: string;
  readonly note: string;
  /** Name of a configuration in test/cases/guard/configs.json. */
  readonly config: string;
  /** Server name of the connection, null for none. */
  readonly sni: string | null;
  /** `:authority`, null for none. */
  readonly host: string | null;
  /** `reject` and `report` are followed by the reason. */
  readonly expect: 'pass' | `reject ${string}` | `report ${string}`;
  /** `destination.port`, null where Envoy cannot tell. */
  readonly port: number | null;
  /** `connection.tls_version`, null for plaintext. */
  readonly tls: string | null;
  readonly method: string;
  readonly protocol: string | null;
  /** Counters that go up by one (by two where they stand twice), without their prefix, beside `misdirected` and `reported`, which follow from `expect`. */
  readonly counts: readonly string[];
  /** Log lines, without their prefix. */
  readonly log: readonly string[];
  /** Filter state `portcullis.misdirected`. */
  readonly state: string | null;
  /** Whether filter state `portcullis.misdirected-guard` is set. */
  readonly mark: boolean;
  /**
   * Where Envoy itself refuses such a request before any filter sees it: by 400, 404 or 426 over HTTP/1.1, by a stream reset over HTTP/2, by
   * the end of the connection over HTTP/3, where it refuses an SNI that is no host name too.
   */
  readonly refused: readonly WireProtocol[];
  /** Where such a request cannot be, and why. */
  readonly absent: Readonly<Partial<Record<WireProtocol, string>>>;
  /** The lines of the request over HTTP/1.1, where it is not `METHOD / HTTP/1.1` and `Host`. `host` is what Envoy makes of them. */
  readonly h1: readonly string[] | null;
  /** The header fields over HTTP/2 and HTTP/3, where they are not the usual ones. `host` is what Envoy makes of them. */
  readonly fields: readonly (readonly [string, string])[] | null;
  /** Authorities of requests that went before on the same connection, and passed. */
  readonly after: readonly string[];
  /** `split`: the ClientHello comes in many pieces. */
  readonly hello: 'split' | null;
  /** The published bypass of another guard, or the report of a breakage, that the row is. */
  readonly bypass: string | null;
}

/** What a row can be sent over. */
export const wireProtocols = ['h1', 'h2', 'h3'] as const;

export type WireProtocol = (typeof wireProtocols)[number];

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string' && isByteString(value);
const texts = (value: unknown): value is string[] => Array.isArray(value) && value.every(text);
const textOrNull: Check = (value) => value === null || text(value);
const isProtocol: Check = (value) => (wireProtocols as readonly unknown[]).includes(value);
const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;
const whole: Check = (value) => Number.isInteger(value);

const required: Readonly<Record<string, Check>> = {
  note: (value) => text(value) && value !== '',
  config: (value) => text(value) && (value as string) in guardConfigs,
  sni: textOrNull,
  host: textOrNull,
  expect: (value) => typeof value === 'string' && /^(pass|(reject|report) [a-z-]+)$/.test(value),
};
const optional = {
  port: [443, (value) => value === null || whole(value)],
  tls: ['TLSv1.3', textOrNull],
  method: ['GET', text],
  protocol: [null, text],
  counts: [[], texts],
  log: [[], texts],
  state: [null, text],
  mark: [false, (value) => value === true],
  refused: [[], (value) => Array.isArray(value) && value.every(isProtocol)],
  absent: [{}, (value) => isRecord(value) && Object.keys(value).every(isProtocol) && texts(Object.values(value))],
  h1: [null, texts],
  fields: [null, (value) => Array.isArray(value) && value.every((item) => texts(item) && item.length === 2)],
  after: [[], texts],
  hello: [null, (value) => value === 'split'],
  bypass: [null, text],
} as const satisfies Readonly<Record<string, readonly [unknown, Check]>>;

/** The configurations that rows name. */
export const guardConfigs = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../cases/guard/configs.json', import.meta.url)), 'utf8'),
) as Readonly<Record<string, unknown>>;

/** Names of the tables. */
export const guardTables = (): string[] => tableNames('guard');

/** The rows of test/cases/guard/<name>.jsonl. */
export function guardRows(name: string): GuardRow[] {
  return readLines(`guard/${name}.jsonl`).map(({ line, where }) => readGuardRow(line, where));
}

/** @throws Error for a row of another form: a misspelt key must not make a row that tests less than it says. */
export function readGuardRow(line: string, where: string): GuardRow {
  const row = JSON.parse(line) as Record<string, unknown>;
  const checks: Record<string, Check> = { ...required };
  for (const [key, [, check]] of Object.entries(optional)) if (key in row) checks[key] = check;
  for (const key of Object.keys(row)) {
    if (!(key in checks)) throw new Error(`${where}: found key ${key}`);
  }
  for (const [key, check] of Object.entries(checks)) {
    if (!check(row[key])) throw new Error(`${where}: found ${key} ${JSON.stringify(row[key])}`);
  }
  const defaults = Object.fromEntries(Object.entries(optional).map(([key, [value]]) => [key, value]));
  return { where, ...defaults, ...row } as unknown as GuardRow;
}

/** The name of the row's table: `folding`. */
export function tableOf({ where }: GuardRow): string {
  return where.replace(/^guard\/|\.jsonl.*$/g, '');
}

/** The counters that are not 0 after a VM has judged this row alone, and what went before on its connection. */
export function expectedCounters({ expect, counts }: GuardRow): Record<string, number> {
  const decided = expect.startsWith('reject') ? ['misdirected'] : expect.startsWith('report') ? ['reported'] : [];
  const found: Record<string, number> = {};
  for (const name of [...decided, ...counts]) {
    const counter = `portcullis_guard_${name}`;
    found[counter] = (found[counter] ?? 0) + 1;
  }
  return found;
}
