import { parseArgs } from 'node:util';
import { userFailure } from '../../tools/model/failure.ts';

/** Flags of a program: each a text or a switch. */
export type Flags = Readonly<Record<string, 'text' | 'switch'>>;

export type Values<F extends Flags> = {
  readonly [Name in keyof F]: (F[Name] extends 'text' ? string : true) | undefined;
};

/**
 * The values of the flags, or `help` for --help and -h.
 *
 * @param script name of the npm script, for the hint.
 * @throws userFailure for a flag that is none of them.
 */
export function readFlags<const F extends Flags>(
  args: readonly string[],
  script: string,
  flags: F,
): Values<F> | 'help' {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, kind]) => [name, { type: kind === 'text' ? 'string' : 'boolean' } as const]),
  );
  try {
    const { values } = parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean', short: 'h' } } });
    return values['help'] === true ? 'help' : (values as Values<F>);
  } catch (error) {
    throw userFailure({ what: (error as Error).message, hint: `npm run ${script} -- --help` });
  }
}

const most = 999_999_999;

/** @throws userFailure for anything but a whole number of nine digits at most, `least` or more. */
export function wholeNumber(where: string, text: string, least = 1): number {
  if (/^[1-9]\d{0,8}$/.test(text) && Number(text) >= least) return Number(text);
  throw userFailure({ what: `found "${text}", expected a whole number from ${least} to ${most}`, where });
}

/** The rows that a list by commas names. @throws userFailure for a name that no row has. */
export function chosen<Row>(where: string, text: string, rows: readonly Row[], nameOf: (row: Row) => string): Row[] {
  return text.split(',').map((word) => {
    const found = rows.find((row) => nameOf(row) === word);
    if (found !== undefined) return found;
    throw userFailure({ what: `found "${word}", expected one of ${rows.map(nameOf).join(', ')}`, where });
  });
}
