/**
 * A word about what was read.
 *
 * - `note`: what to know.
 * - `finding`: not all that was asked can be done, and the user has to act. Exit code 1.
 */
export interface Remark {
  readonly level: 'note' | 'finding';
  readonly text: string;
  /** `file:line:column`, where it is about a place in a file. */
  readonly where?: string;
}
