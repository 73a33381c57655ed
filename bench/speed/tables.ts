import type { CaseId } from './cases.ts';

/** A table of the report: rows and columns by their ids. The baseline of the rows is measured with them and stands in no table. */
export interface SpeedTable {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly string[];
  readonly cases: readonly CaseId[];
  /** Row that the others are divided by. */
  readonly relativeTo: string;
  /** Cases whose CPU time is measured as well. */
  readonly cpu: readonly CaseId[];
}

const lengths = ['clean-100', 'clean-1000', 'clean-8000', 'clean-64000'] as const;

export const speedTables: readonly SpeedTable[] = [
  {
    id: 'lower-case',
    title: 'lower-case, the same job in every language',
    rows: ['lua-page', 'lua-equal', 'lower-case', 'c', 'c-simd', 'c-simd-counter', 'c-least', 'rust', 'stock'],
    cases: ['clean-25', 'rewritten-25', ...lengths, 'rewritten-1000'],
    relativeTo: 'lua-page',
    cpu: ['clean-25', 'rewritten-25', 'clean-1000'],
  },
  {
    id: 'presets',
    title: "the presets and Envoy's own normalization",
    rows: [
      'native-BASE',
      'preset-BASE',
      'native-MERGE_SLASHES',
      'preset-MERGE_SLASHES',
      'native-DECODE_AND_MERGE_SLASHES',
      'preset-DECODE_AND_MERGE_SLASHES',
    ],
    cases: ['clean-25', 'dirty', 'clean-1000'],
    relativeTo: 'native-DECODE_AND_MERGE_SLASHES',
    cpu: ['clean-25'],
  },
  {
    id: 'strict',
    title: 'STRICT and lower-case alone',
    rows: ['lower-case', 'preset-STRICT'],
    cases: ['clean-25', ...lengths, 'dirty'],
    relativeTo: 'lower-case',
    cpu: ['clean-25'],
  },
  {
    id: 'placement',
    title: 'screens, forward ORIGINAL, mark and the backstop',
    rows: ['lua-page', 'lower-case', 'composite', 'delegate', 'c-least-delegate', 'original', 'mark', 'backstop'],
    cases: ['clean-25', 'rewritten-25'],
    relativeTo: 'lua-page',
    cpu: ['clean-25'],
  },
  {
    id: 'guard',
    title: 'the guard, HTTP/2 over TLS, the same job in every language',
    rows: ['lua-guard', 'guard', 'guard-equals', 'c-guard', 'rust-guard', 'stock-guard'],
    cases: ['matching-host'],
    relativeTo: 'lua-guard',
    cpu: ['matching-host'],
  },
  {
    id: 'guard-hosts',
    title: 'the guard and the number of hosts',
    rows: ['guard', 'guard-10', 'guard-100000'],
    cases: ['matching-host', 'same-listener'],
    relativeTo: 'guard-10',
    cpu: ['matching-host'],
  },
  {
    id: 'guard-screen',
    title: 'the guard behind the screen of a filter chain, HTTP/2 over TLS',
    rows: ['lua-guard', 'guard', 'guard-screened', 'guard-wildcard-screened', 'guard-5000-screened'],
    cases: ['matching-host', 'with-port'],
    relativeTo: 'lua-guard',
    cpu: ['matching-host'],
  },
  {
    id: 'gateway',
    title: 'the guard and lower-case, HTTP/2 over TLS',
    rows: ['lua-both', 'guard', 'gateway', 'two-plugins'],
    cases: ['matching-host', 'matching-rewritten'],
    relativeTo: 'lua-both',
    cpu: ['matching-host'],
  },
];
