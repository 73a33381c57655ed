import type { Readable } from 'node:stream';

/** The last lines that a process printed. */
export interface LogTail {
  /** Oldest first. */
  lines(): readonly string[];
  /** How many lines there have been. */
  count(): number;
  /** The kept lines that came after the first `count`. */
  since(count: number): readonly string[];
}

/** Reads streams line by line, keeps the last `limit` lines and hands each on. */
export function tailLogs(streams: readonly Readable[], limit: number, onLine?: (line: string) => void): LogTail {
  const kept: string[] = [];
  let count = 0;
  const take = (line: string): void => {
    if (kept.length === limit) kept.shift();
    kept.push(line);
    count += 1;
    onLine?.(line);
  };
  for (const stream of streams) {
    let rest = '';
    // One character a byte until a line is whole: a chunk may end inside a UTF-8 sequence.
    stream.setEncoding('latin1');
    stream.on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) take(utf8(part));
    });
    stream.on('end', () => {
      if (rest !== '') take(utf8(rest));
    });
  }
  return {
    lines: () => [...kept],
    count: () => count,
    since: (before) => (count > before ? kept.slice(before - count) : []),
  };
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
