/**
 * The steps of the normalizer: one row a step. `scripts/gen.mjs` makes `assembly/path/registry.gen.ts` from it, and the
 * house tests hold each row against its source file, its case table and its docs page.
 */

/** What the one scan over a path can notice (assembly/path/scan.ts). A step that none of its triggers was seen for is skipped. */
export const triggers = {
  upper: 1 << 0,
  percent: 1 << 1,
  backslash: 1 << 2,
  semicolon: 1 << 3,
  hash: 1 << 4,
  /** A byte that a URI may not hold raw: 0x01-0x20 " < > ^ ` { | } 0x7f-0xff. */
  unsafe: 1 << 5,
  /** 0x00-0x1f and 0x7f. */
  control: 1 << 6,
  nonAscii: 1 << 7,
  /** A `.` behind a `/`, or as the first byte. */
  slashDot: 1 << 8,
  slashSlash: 1 << 9,
  /** The path part is empty or does not begin with `/`. */
  noLeadingSlash: 1 << 10,
  /** The path part ends with `/` and is longer than that. */
  trailingSlash: 1 << 11,
  /** A `.` or a space before a `/` or at the end. */
  segmentEnd: 1 << 12,
  /** Seen in every path. */
  always: 1 << 13,
} as const;

export type Trigger = keyof typeof triggers;

export type StepKind = 'rewrite' | 'check';

/** Options a step may carry beside its action; each is one whole number. */
export interface StepOption {
  readonly key: 'passes' | 'bytes';
  readonly min: number;
  readonly max: number;
  /** What holds where the configuration leaves it out; an option without one is required. */
  readonly default?: number;
}

export interface Step {
  /** Name in a configuration; also the stem of assembly/path/steps/<id>.ts, test/cases/steps/<id>.jsonl, docs/steps/<id>.md. */
  readonly id: string;
  readonly kind: StepKind;
  readonly triggers: readonly Trigger[];
  readonly option?: StepOption;
  /** Only a preset runs it; no configuration can name it. */
  readonly internal?: true;
  /** One sentence for help, docs and schema. */
  readonly summary: string;
  readonly since: string;
}

export const steps = [
  {
    id: 'above-root',
    kind: 'check',
    triggers: ['slashDot', 'percent', 'backslash', 'noLeadingSlash'],
    summary: 'Finds ".." segments that lead above the root.',
    since: '0.2.0',
  },
  {
    id: 'control',
    kind: 'check',
    triggers: ['control', 'percent'],
    summary: 'Finds 0x00-0x1f and 0x7f, raw or percent-encoded.',
    since: '0.2.0',
  },
  {
    id: 'decode-overlong',
    kind: 'rewrite',
    triggers: ['percent'],
    summary: 'Decodes percent-encoded overlong UTF-8 of an ASCII byte: %c0%af becomes "/".',
    since: '0.2.0',
  },
  {
    id: 'decode-percent',
    kind: 'rewrite',
    triggers: ['percent'],
    option: { key: 'passes', min: 1, max: 8, default: 1 },
    summary: 'Decodes every valid %XX, but what would become NUL, a control byte, "?" or "#".',
    since: '0.1.0',
  },
  {
    id: 'decode-slashes',
    kind: 'rewrite',
    triggers: ['percent'],
    summary: 'Decodes %2F to "/" and %5C to "\\".',
    since: '0.1.0',
  },
  {
    id: 'decode-unicode',
    kind: 'rewrite',
    triggers: ['percent', 'nonAscii'],
    summary: 'Decodes %uXXXX and full-width forms of ASCII; other characters become percent-encoded UTF-8.',
    since: '0.2.0',
  },
  {
    id: 'decode-unreserved',
    kind: 'rewrite',
    triggers: ['percent'],
    summary: 'Decodes %XX of the unreserved bytes of RFC 3986 (letters, digits, "-", ".", "_", "~").',
    since: '0.1.0',
  },
  {
    id: 'escape-unsafe',
    kind: 'rewrite',
    triggers: ['unsafe', 'nonAscii'],
    summary: 'Writes bytes that a URI may not hold as %XX.',
    since: '0.1.0',
  },
  {
    id: 'fold-backslash',
    kind: 'rewrite',
    triggers: ['backslash'],
    summary: 'Turns "\\" into "/".',
    since: '0.1.0',
  },
  {
    id: 'invalid-percent',
    kind: 'check',
    triggers: ['percent'],
    summary: 'Finds a "%" that begins no %XX.',
    since: '0.2.0',
  },
  {
    id: 'invalid-utf8',
    kind: 'check',
    triggers: ['percent', 'nonAscii'],
    summary: 'Finds bytes that are no UTF-8, raw or percent-encoded.',
    since: '0.2.0',
  },
  {
    id: 'lower-case',
    kind: 'rewrite',
    triggers: ['upper'],
    summary: 'Turns A-Z into a-z, the hex digits of %XX included.',
    since: '0.1.0',
  },
  {
    id: 'merge-slashes',
    kind: 'rewrite',
    triggers: ['slashSlash'],
    summary: 'Turns a run of "/" into one.',
    since: '0.1.0',
  },
  {
    id: 'non-ascii',
    kind: 'check',
    triggers: ['percent', 'nonAscii'],
    summary: 'Finds 0x80-0xff, raw or percent-encoded.',
    since: '0.2.0',
  },
  {
    id: 'nul',
    kind: 'check',
    triggers: ['control', 'percent'],
    summary: 'Finds NUL, raw or as %00.',
    since: '0.1.0',
  },
  {
    id: 'remove-dot-segments',
    kind: 'rewrite',
    triggers: ['slashDot', 'percent', 'noLeadingSlash'],
    summary: 'Resolves "." and ".." segments (RFC 3986 5.2.4); %2e counts as a dot.',
    since: '0.1.0',
  },
  {
    id: 'strip-dot-params',
    kind: 'rewrite',
    triggers: ['semicolon'],
    summary: 'Removes ";..." from raw dot segments: /..;x/ becomes /../.',
    since: '0.1.0',
  },
  {
    id: 'strip-fragment',
    kind: 'rewrite',
    triggers: ['hash'],
    summary: 'Ends the path at a "#" that stands before the first "?".',
    since: '0.1.0',
  },
  {
    id: 'strip-params',
    kind: 'rewrite',
    triggers: ['semicolon'],
    summary: 'Removes ";..." from every segment.',
    since: '0.2.0',
  },
  {
    id: 'strip-trailing-dots',
    kind: 'rewrite',
    triggers: ['segmentEnd'],
    summary: 'Removes raw dots and spaces at the end of segments; a segment of nothing else stays.',
    since: '0.2.0',
  },
  {
    id: 'strip-trailing-slash',
    kind: 'rewrite',
    triggers: ['trailingSlash'],
    summary: 'Removes slashes at the end: /a// becomes /a.',
    since: '0.2.0',
  },
  {
    id: 'too-long',
    kind: 'check',
    triggers: ['always'],
    option: { key: 'bytes', min: 1, max: 131_072 },
    summary: 'Finds a path part of more than so many bytes.',
    since: '0.2.0',
  },
  {
    id: 'upper-case-hex',
    kind: 'rewrite',
    triggers: ['percent'],
    summary: 'Writes the hex digits of %XX in upper case.',
    since: '0.2.0',
  },
  // What only presets run stands last: a configuration can name what is before.
  {
    id: 'envoy-normalize-path',
    kind: 'rewrite',
    triggers: ['percent', 'backslash', 'unsafe', 'control', 'nonAscii', 'slashDot', 'noLeadingSlash'],
    internal: true,
    summary: "Envoy's normalize_path in one pass, byte for byte; refuses NUL.",
    since: '0.1.0',
  },
  {
    id: 'envoy-merge-slashes',
    kind: 'rewrite',
    triggers: ['slashSlash'],
    internal: true,
    summary: "Envoy's merge_slashes, which leaves a path of nothing but slashes as //.",
    since: '0.1.0',
  },
  {
    id: 'undecoded',
    kind: 'check',
    triggers: ['percent', 'hash', 'control'],
    internal: true,
    summary: 'Finds what decoding left over: a raw "%", "#" or control byte.',
    since: '0.2.0',
  },
] as const satisfies readonly Step[];

export type StepId = (typeof steps)[number]['id'];
