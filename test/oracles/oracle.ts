/** Path segments as a back end would look them up; one byte a character. `/a/` is `['a', '']`, `/` is `['']`. */
export type Segments = readonly string[];

/** How a kind of back end reads a request target. */
export interface Oracle {
  readonly id: string;
  /** Which products read so, and from where that is known. */
  readonly of: string;
  /** The segments it dispatches on, or null when it refuses the request. The target is `:path` as it gets it, one byte a character. */
  readonly read: (target: string) => Segments | null;
  /** The steps that docs/presets.md says to put behind STRICT for such a back end; absent where STRICT alone is enough. */
  readonly needs?: readonly (string | object)[];
}
