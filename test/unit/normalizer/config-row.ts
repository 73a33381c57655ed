import { filterWords } from '../../../tools/catalog/filter-words.ts';
import { readLines } from '../cases/read-table.ts';

export interface BadRow {
  readonly where: string;
  /** The configuration's text, one character a byte. */
  readonly config: string;
  /** The error line without the filter's name. */
  readonly error: string;
}

export interface GoodRow {
  readonly where: string;
  readonly config: string;
  readonly note: string;
  readonly input: string;
  /** The path that goes on; null when the request is answered by the filter. */
  readonly output: string | null;
}

/** What the filter begins its log lines with. */
export const normalizerPrefix = 'portcullis normalizer: ';

/**
 * The rows of test/cases/config/normalizer-bad.jsonl. `{Step}` and the like in an error stand for the words of that table of the
 * catalogue, so that a new word changes no row.
 *
 * @throws Error for a row of another form.
 */
export function badRows(): BadRow[] {
  return readLines('config/normalizer-bad.jsonl').map(({ line, where }) => {
    const { config, error } = fields(line, where, ['config', 'error']);
    return { where, config: config!, error: withWords(error!) };
  });
}

/** The rows of test/cases/config/normalizer-good.jsonl. @throws Error for a row of another form. */
export function goodRows(): GoodRow[] {
  return readLines('config/normalizer-good.jsonl').map(({ line, where }) => {
    const rejects = /"verdict":"reject"/.test(line);
    const row = fields(line, where, ['config', 'note', 'in', rejects ? 'verdict' : 'out']);
    return { where, config: row['config']!, note: row['note']!, input: row['in']!, output: row['out'] ?? null };
  });
}

function withWords(error: string): string {
  return error.replace(/\{(\w+)\}/g, (_, name: keyof typeof filterWords.normalizer) =>
    filterWords.normalizer[name].map((word) => `"${word}"`).join(', '),
  );
}

function fields(line: string, where: string, keys: readonly string[]): Record<string, string> {
  const row = JSON.parse(line) as Record<string, unknown>;
  const found = Object.keys(row);
  if (found.length !== keys.length || !keys.every((key) => typeof row[key] === 'string')) {
    throw new Error(`${where}: found keys ${found.join(', ')}, expected strings ${keys.join(', ')}`);
  }
  return row as Record<string, string>;
}
