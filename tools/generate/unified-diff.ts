/** Lines around a change that are shown with it, as `diff -u` does. */
const context = 3;
/** A block without a unique common line is compared line by line only up to this many pairs of lines. */
const mostPairs = 1_000_000;

interface Change {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** The differences of two texts in the form of `diff -u`; empty where there are none. */
export function unifiedDiff(
  before: string,
  after: string,
  names: { readonly before: string; readonly after: string },
): string {
  const changes = compare(linesOf(before), linesOf(after));
  const hunks = hunksOf(changes);
  if (hunks.length === 0) return '';
  return [`--- ${names.before}`, `+++ ${names.after}`, ...hunks].join('\n') + '\n';
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Patience diff: lines that are in both texts once hold the rest together; what is between two of them is compared alone. */
function compare(before: readonly string[], after: readonly string[]): Change[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  const one = before.slice(start, before.length - end);
  const other = after.slice(start, after.length - end);
  const same = (line: string): Change => ({ sign: ' ', line });
  return [...before.slice(0, start).map(same), ...between(one, other), ...before.slice(before.length - end).map(same)];
}

function between(before: readonly string[], after: readonly string[]): Change[] {
  if (before.length === 0 || after.length === 0) return replaced(before, after);
  const anchors = anchorsOf(before, after);
  if (anchors.length === 0)
    return before.length * after.length <= mostPairs ? lineByLine(before, after) : replaced(before, after);
  const changes: Change[] = [];
  let [one, other] = [0, 0];
  for (const [atBefore, atAfter] of [...anchors, [before.length, after.length] as const]) {
    for (const change of compare(before.slice(one, atBefore), after.slice(other, atAfter))) changes.push(change);
    const line = before[atBefore];
    if (line !== undefined) changes.push({ sign: ' ', line });
    [one, other] = [atBefore + 1, atAfter + 1];
  }
  return changes;
}

function replaced(before: readonly string[], after: readonly string[]): Change[] {
  return [
    ...before.map((line): Change => ({ sign: '-', line })),
    ...after.map((line): Change => ({ sign: '+', line })),
  ];
}

/** Places of lines that both texts have once, as many of them as stand in the same order. */
function anchorsOf(before: readonly string[], after: readonly string[]): (readonly [number, number])[] {
  const places = onlyOnce(before);
  const pairs: [number, number][] = [];
  for (const [line, atAfter] of onlyOnce(after)) {
    const atBefore = places.get(line);
    if (atBefore !== undefined) pairs.push([atBefore, atAfter]);
  }
  // Longest increasing run: the last pair of the best run of each length, and for each pair the one before it.
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [index, [atBefore]] of pairs.entries()) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[0] ?? 0) < atBefore) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  }
  const run: (readonly [number, number])[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair !== undefined) run.push(pair);
  }
  return run.toReversed();
}

function onlyOnce(lines: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  const again = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (places.has(line)) again.add(line);
    places.set(line, index);
  }
  for (const line of again) places.delete(line);
  return places;
}

/** Longest common subsequence, by its table. */
function lineByLine(before: readonly string[], after: readonly string[]): Change[] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (one: number, other: number): number => lengths[one * width + other] ?? 0;
  for (let one = before.length - 1; one >= 0; one--) {
    for (let other = after.length - 1; other >= 0; other--) {
      lengths[one * width + other] =
        before[one] === after[other] ? at(one + 1, other + 1) + 1 : Math.max(at(one + 1, other), at(one, other + 1));
    }
  }
  const changes: Change[] = [];
  let [one, other] = [0, 0];
  while (one < before.length || other < after.length) {
    const [old, made] = [before[one], after[other]];
    if (old !== undefined && old === made) {
      changes.push({ sign: ' ', line: old });
      one++;
      other++;
    } else if (old !== undefined && (made === undefined || at(one + 1, other) >= at(one, other + 1))) {
      changes.push({ sign: '-', line: old });
      one++;
    } else if (made !== undefined) {
      changes.push({ sign: '+', line: made });
      other++;
    }
  }
  return changes;
}

function hunksOf(changes: readonly Change[]): string[] {
  const hunks: string[] = [];
  let [before, after] = [1, 1];
  let hunk: { before: number; after: number; lines: Change[] } | undefined;
  let quiet = 0;
  const close = (): void => {
    if (hunk === undefined) return;
    const lines = quiet > context ? hunk.lines.slice(0, context - quiet) : hunk.lines;
    const count = (sign: string): number => lines.filter((line) => line.sign !== sign).length;
    hunks.push(`@@ -${hunk.before},${count('+')} +${hunk.after},${count('-')} @@`);
    hunks.push(...lines.map(({ sign, line }) => sign + line));
    hunk = undefined;
  };
  for (const [index, change] of changes.entries()) {
    if (change.sign !== ' ' && hunk === undefined) {
      const lead = changes.slice(Math.max(0, index - context), index);
      hunk = { before: before - lead.length, after: after - lead.length, lines: [...lead] };
    }
    hunk?.lines.push(change);
    quiet = change.sign === ' ' ? quiet + 1 : 0;
    if (hunk !== undefined && quiet > 2 * context) close();
    if (change.sign !== '+') before++;
    if (change.sign !== '-') after++;
  }
  close();
  return hunks;
}
