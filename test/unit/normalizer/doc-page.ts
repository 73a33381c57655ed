/** What a page of docs/ says the filter does. */
export interface DocExample {
  /** Line of the page. */
  readonly line: number;
  /** The configurations that the request meets, one instance after the other; their texts as they stand there. */
  readonly configurations: readonly string[];
  readonly before: string;
  /** A path, `rejected`, `rejected with STATUS` or `redirect to PATH`. */
  readonly after: string;
}

export interface DocConfiguration {
  readonly line: number;
  readonly text: string;
  /** The error line that the page shows below it; undefined for one that configures. */
  readonly error?: string;
}

export interface DocPage {
  readonly configurations: readonly DocConfiguration[];
  readonly examples: readonly DocExample[];
}

/**
 * Reads the ```json blocks of a page, and its tables whose first column is `before`. A table with a column `after` is about the
 * configuration above it, or `standard` where there is none; other columns name presets, `X twice` two instances.
 */
export function readPage(markdown: string, standard: string): DocPage {
  const configurations: DocConfiguration[] = [];
  const examples: DocExample[] = [];
  const lines = markdown.split('\n');
  let current = standard;
  let columns: string[] | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    const fence = /^```(json|text)$/.exec(line)?.[1];
    if (fence !== undefined) {
      const end = lines.indexOf('```', index);
      const text = lines.slice(index + 1, end).join('\n');
      const last = configurations.at(-1);
      if (fence === 'json') configurations.push({ line: index + 1, text: (current = text) });
      else if (last !== undefined) configurations[configurations.length - 1] = { ...last, error: text };
      index = end;
      continue;
    }
    const cells = cellsOf(line);
    if (cells.length < 2) columns = undefined;
    else if (cells[0] === 'before') columns = cells.slice(1);
    else if (columns !== undefined && !cells[0]!.startsWith('---')) {
      columns.forEach((column, at) =>
        examples.push({
          line: index + 1,
          configurations: configurationsOf(column, current),
          before: plain(cells[0]!),
          after: plain(cells[at + 1] ?? ''),
        }),
      );
    }
  }
  return { configurations, examples };
}

function configurationsOf(column: string, current: string): string[] {
  if (column === 'after') return [current];
  const [preset, twice] = column.split(' ');
  const configuration = JSON.stringify({ path: { preset } });
  return twice === 'twice' ? [configuration, configuration] : [configuration];
}

/** The cells of a table's row; `\|` is a bar. */
function cellsOf(line: string): string[] {
  if (!line.startsWith('|')) return [];
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

const plain = (cell: string): string => cell.replace(/`([^`]*)`/g, '$1');
