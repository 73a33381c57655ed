import type { Random } from './random.ts';

/** A broken invariant with the input that shows it. */
export interface Finding {
  /** What was wrong. */
  readonly fault: string;
  /** The input: a row of test/cases/fuzz/<target>.jsonl without its note. */
  readonly row: Row;
}

/** Strings hold one byte a character; a key that ends in `_hex` holds them as hex. */
export type Row = Readonly<Record<string, unknown>>;

/** How often each thing happened. */
export type Counts = Record<string, number>;

/** A target at work: its VMs, its seeds, its counts. */
export interface Session {
  readonly counts: Counts;
  /** Runs as many inputs, all from `random`; ends early at a finding. Answers how many ran. */
  batch(random: Random, executions: number, found: (finding: Finding) => void): Promise<number>;
  /** One stored input again, in a VM of its own; the fault, or undefined. @throws Error for a row of another form. */
  replay(row: Row): Promise<string | undefined>;
}

/** Something to fuzz: a row of targets.ts. */
export interface Target {
  readonly name: string;
  /** What one execution is, for the help text. */
  readonly what: string;
  /** Its part of a run of all targets. */
  readonly share: number;
  /** `closer`: every which input is held against models and run twice, which takes a hundred times as long. */
  open(closer: number): Promise<Session>;
}
