import { structuredPatch } from 'diff';

/** Lines around a change that are shown with it, as `diff -u` does. */
const context = 3;
/** Where more lines than these differ, what differs is shown as one block: to find the fewest would take minutes. */
const mostEdits = 5_000;

/** The differences of two texts in the form of `diff -u`; empty where there are none. */
export function unifiedDiff(
  before: string,
  after: string,
  names: { readonly before: string; readonly after: string },
): string {
  const patch = structuredPatch('', '', before, after, '', '', { context, maxEditLength: mostEdits });
  const hunks = patch?.hunks ?? [wholly(before, after)];
  if (hunks.length === 0) return '';
  const lines = hunks.flatMap((hunk) => [
    `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
    ...hunk.lines,
  ]);
  return [`--- ${names.before}`, `+++ ${names.after}`, ...lines].join('\n') + '\n';
}

/** All lines go and all come. */
function wholly(before: string, after: string) {
  const [old, made] = [linesOf(before), linesOf(after)];
  const lines = [...old.map((line) => `-${line}`), ...made.map((line) => `+${line}`)];
  return { oldStart: 1, oldLines: old.length, newStart: 1, newLines: made.length, lines };
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}
