/**
 * All that a command may touch of the process it runs in. Made once, in `cli/io.ts`; a test makes its own.
 * Results go to `out`, everything about the way there (progress, notes, errors) goes to `err`.
 */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path that relative arguments are taken from. */
  readonly cwd: string;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** Aborts on Ctrl-C and on SIGTERM; whoever holds a process or a port lets go of it then. */
  readonly signal: AbortSignal;
  /** The whole of standard input, for `-f -`. */
  readStdin(): Promise<string>;
}

/** A line of progress that replaces itself on a terminal and is silent elsewhere. */
export interface Progress {
  say(text: string): void;
  done(): void;
}
