/** A stage of the preset STRICT. */
export interface StrictStage {
  readonly step: string;
  readonly action: 'rewrite' | 'reject';
  readonly passes?: number;
}

/** The preset STRICT spelt out; docs/presets.md gives the reasons. `undecoded` is internal: no configuration can name it. */
export const strictSteps = [
  { step: 'decode-percent', action: 'rewrite', passes: 8 },
  { step: 'undecoded', action: 'reject' },
  { step: 'invalid-utf8', action: 'reject' },
  { step: 'fold-backslash', action: 'rewrite' },
  { step: 'strip-params', action: 'rewrite' },
  { step: 'remove-dot-segments', action: 'rewrite' },
  { step: 'merge-slashes', action: 'rewrite' },
  { step: 'escape-unsafe', action: 'rewrite' },
] as const satisfies readonly StrictStage[];

export type StrictStepId = (typeof strictSteps)[number]['step'];
