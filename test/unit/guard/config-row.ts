import { readLines } from '../cases/read-table.ts';

/** One row of test/cases/config/guard-{good,bad}.jsonl. */
export interface ConfigRow {
  readonly where: string;
  /** The configuration's text, one character a byte. */
  readonly config: string;
  /** The error line without the filter's name; null for a good configuration. */
  readonly error: string | null;
  readonly note: string;
}

/** What the filter begins its log lines with. */
export const guardPrefix = 'portcullis misdirected-guard: ';

/** @throws Error for a row of another form. */
export function configRows(kind: 'good' | 'bad'): ConfigRow[] {
  const second = kind === 'bad' ? 'error' : 'note';
  return readLines(`config/guard-${kind}.jsonl`).map(({ line, where }) => {
    const row = JSON.parse(line) as Record<string, unknown>;
    const { config, [second]: text, ...rest } = row;
    if (typeof config !== 'string' || typeof text !== 'string' || Object.keys(rest).length > 0) {
      throw new Error(`${where}: found keys ${Object.keys(row).join(', ')}`);
    }
    return { where, config, error: kind === 'bad' ? text : null, note: kind === 'bad' ? '' : text };
  });
}
