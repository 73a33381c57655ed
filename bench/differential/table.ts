import type { Answer } from './read-answers.ts';
import type { Difference, Tally } from './tally.ts';

export const tableHead =
  '| Envoy | preset | paths | same | different | explained | unexplained |\n|---|---|---:|---:|---:|---:|---:|\n';

/** A line of the table (Markdown). */
export function tableRow({ version, preset, same, explained, unexplained }: Tally): string {
  const different = explained + unexplained;
  const cells = [version, preset, same + different, same, different, explained, unexplained];
  return `| ${cells.join(' | ')} |\n`;
}

/** The differences that were kept, one a line; nothing when there was none. */
export function exampleLines(tallies: readonly Tally[]): string {
  return tallies.flatMap((tally) => tally.examples.map((difference) => `\n${line(tally, difference)}`)).join('');
}

function line({ version, preset }: Tally, { path, native, filter, definition, explainedBy }: Difference): string {
  const verdict = explainedBy === undefined ? `UNEXPLAINED, defined ${definition ?? 'refused'}` : explainedBy;
  return `${version} ${preset} ${path}  Envoy ${shown(native)}  filter ${shown(filter)}  (${verdict})\n`;
}

function shown({ status, path }: Answer): string {
  return path ?? (status === null ? 'closed' : String(status));
}
