import { chosen, readFlags } from '../program/flags.ts';
import { caseIds, type CaseId } from './cases.ts';
import { speedTables } from './tables.ts';

export const parts = ['instructions', 'streams', 'cpu', 'v8', 'generator'] as const;
export type Part = (typeof parts)[number];

export interface SpeedOptions {
  readonly only: readonly Part[];
  readonly tables: readonly string[];
  readonly cases: readonly CaseId[];
  readonly rows: readonly string[];
  readonly quick: boolean;
  /** Where the report goes; undefined only prints it. */
  readonly out: string | undefined;
}

const tableIds = speedTables.map(({ id }) => id);
const rowIds = [...new Set(speedTables.flatMap(({ rows }) => rows))];

/**
 * Only a whole run has a file by default: a report is of one run.
 *
 * @throws userFailure for anything that is not an option or not its value.
 */
export function readOptions(args: readonly string[]): SpeedOptions | 'help' {
  const flags = readFlags(args, 'bench', {
    only: 'text',
    tables: 'text',
    cases: 'text',
    rows: 'text',
    out: 'text',
    quick: 'switch',
  });
  if (flags === 'help') return flags;
  const { only, tables, cases, rows, out, quick = false } = flags;
  const whole = [only, tables, cases, rows].every((part) => part === undefined) && !quick;
  return {
    only: only === undefined ? parts : chosen('--only', only, parts, itself),
    tables: tables === undefined ? tableIds : chosen('--tables', tables, tableIds, itself),
    cases: cases === undefined ? caseIds : chosen('--cases', cases, caseIds, itself),
    rows: rows === undefined ? rowIds : chosen('--rows', rows, rowIds, itself),
    quick,
    out: out ?? (whole ? 'bench/results.md' : undefined),
  };
}

const itself = <T>(word: T): T => word;

export const help = `Usage: npm run bench -- [options]

Measures what the filters add to a request on a real Envoy, beside other ways to do the same.

  --only <list>    ${parts.join(',')} (default: all)
  --tables <list>  ${tableIds.join(',')} (default: all)
  --cases <list>   ${caseIds.join(',')} (default: all)
  --rows <list>    ${rowIds.join(',')} (default: all)
  --quick          fewer repetitions: figures to look at, not to keep
  --out <file>     where the report goes (default: bench/results.md after a whole run, else nowhere)

Needs Linux, valgrind, h2load (Debian: nghttp2-client) and taskset; what is absent is named, and its measure left out.
Exit codes: 0 measured, 1 a target was missed, 2 your mistake, 3 the surroundings failed, 4 a bug.
`;
