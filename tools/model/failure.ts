/**
 * An error that a person can act on. Everything else that is thrown is a bug of ours.
 *
 * - `user`: the caller's mistake (flag, file, YAML, configuration). Exit code 2.
 * - `surroundings`: the machine cannot do it (no Envoy, no Docker, no registry). Exit code 3.
 */
export type FailureKind = 'user' | 'surroundings';

export interface FailureParts {
  /** What was found, and what was expected instead; one sentence without a final full stop. */
  readonly what: string;
  /** Where: `file:line:column`, or a JSON path, or the name of a flag. */
  readonly where?: string;
  /** What to do next: a command or a change. */
  readonly hint?: string;
}

export class Failure extends Error {
  readonly kind: FailureKind;
  readonly where: string | undefined;
  readonly hint: string | undefined;

  constructor(kind: FailureKind, parts: FailureParts, cause?: unknown) {
    super(parts.what, cause === undefined ? undefined : { cause });
    this.name = 'Failure';
    this.kind = kind;
    this.where = parts.where;
    this.hint = parts.hint;
  }
}

/** The caller's mistake: exit code 2. */
export function userFailure(parts: FailureParts, cause?: unknown): Failure {
  return new Failure('user', parts, cause);
}

/** The machine cannot do it: exit code 3. */
export function surroundingsFailure(parts: FailureParts, cause?: unknown): Failure {
  return new Failure('surroundings', parts, cause);
}
