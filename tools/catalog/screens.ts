import type { filterWords } from './filter-words.ts';
import type { Trigger } from './steps.ts';

/**
 * What a path (or an authority) must not hold in order to pass a step by: what Envoy looks for, by one regular expression
 * (tools/generate/screen-expression.ts), before it enters the filter at all. Bytes are printable ASCII: what is not of 0x21-0x7e
 * is never let by, so a screen need not name it.
 */
export interface Screen {
  /** None of these bytes. */
  readonly without?: string;
  /** None of these bytes at the begin of a segment. */
  readonly begins?: string;
  /** None of these bytes at the end of a segment, or of an authority. */
  readonly ends?: string;
  /** No slash behind a slash. */
  readonly slashRun?: true;
  /** No slash at the end, but of the path "/". */
  readonly slashEnd?: true;
}

/** One row a trigger: at least what the scan (assembly/path/scan.ts) calls by that name. `null`: a screen cannot tell. */
export const screens = {
  upper: { without: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' },
  percent: { without: '%' },
  backslash: { without: '\\' },
  semicolon: { without: ';' },
  hash: { without: '#' },
  unsafe: { without: '"<>^`{|}' },
  control: {},
  nonAscii: {},
  slashDot: { begins: '.' },
  slashSlash: { slashRun: true },
  // A path that is let by always begins with a slash.
  noLeadingSlash: {},
  trailingSlash: { slashEnd: true },
  segmentEnd: { ends: '.' },
  always: null,
} as const satisfies Record<Trigger, Screen | null>;

/** One row a step of `host.steps` (assembly/host/authority.ts). An IPv6 literal has a colon too, and is not let by. */
export const hostScreens = {
  'lower-case': { without: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' },
  'strip-port': { without: ':' },
  // Also the dot before a port that stays.
  'strip-trailing-dot': { without: ':', ends: '.' },
} as const satisfies Record<(typeof filterWords.normalizer.HostStep)[number], Screen>;
