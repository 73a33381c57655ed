import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../../tools/generate/unified-diff.ts';

const names = { before: 'a', after: 'b' };

/** Applies a diff as `patch` does, and fails where a line of the text is not the one the diff shows. */
function applied(before: string, diff: string): string {
  const lines = before.split('\n').slice(0, -1);
  const out: string[] = [];
  let at = 0;
  for (const line of diff.split('\n').slice(2, -1)) {
    const hunk = /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@$/.exec(line);
    if (hunk !== null) {
      while (at < Number(hunk[1]) - 1) out.push(lines[at++] ?? '');
      expect(out.length, line).toBe(Number(hunk[3]) - 1);
      continue;
    }
    if (!line.startsWith('+')) expect(lines[at++]).toBe(line.slice(1));
    if (!line.startsWith('-')) out.push(line.slice(1));
  }
  return [...out, ...lines.slice(at), ''].join('\n');
}

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '  d', 'e', '1', '2', '3', '4', '5', '6', '7', '8', '9'), { maxLength: 40 })
  .map((lines) => lines.map((line) => `${line}\n`).join(''));

describe('unifiedDiff', () => {
  it('makes the one text of the other', () => {
    fc.assert(fc.property(text, text, (before, after) => applied(before, unifiedDiff(before, after, names)) === after));
  });

  it('shows three lines around a change, and nothing where there is none', () => {
    const before = Array.from({ length: 20 }, (_, line) => `${line}\n`).join('');
    expect(unifiedDiff(before, before, names)).toBe('');
    expect(unifiedDiff(before, before.replace('10\n', 'ten\n'), names)).toBe(
      '--- a\n+++ b\n@@ -8,7 +8,7 @@\n 7\n 8\n 9\n-10\n+ten\n 11\n 12\n 13\n',
    );
  });

  it('keeps far changes apart and puts near ones together', () => {
    const before = Array.from({ length: 40 }, (_, line) => `${line}\n`).join('');
    const hunks = (after: string): number => unifiedDiff(before, after, names).match(/^@@/gm)?.length ?? 0;
    expect(hunks(before.replace('5\n', 'x\n').replace('30\n', 'y\n'))).toBe(2);
    expect(hunks(before.replace('\n5\n', '\nx\n').replace('\n8\n', '\ny\n'))).toBe(1);
  });
});
