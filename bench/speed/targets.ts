import type { CaseId } from './cases.ts';
import type { Figures, Measure } from './figures.ts';
import type { ConfigureCost } from './measure-configure.ts';
import { hostsOfGateway, type GeneratorCost } from './measure-generator.ts';
import { openStreams, type StreamCost } from './measure-streams.ts';
import type { Growth } from './measure-v8.ts';

/** What is to be reached; `found` is undefined where it could not be measured. */
export interface Target {
  readonly what: string;
  readonly found: number | undefined;
  readonly most: number;
  /** The same of a module that makes the calls and does no more: nothing on this ABI is below it. */
  readonly least?: number | undefined;
}

export interface Measured {
  readonly figures: Figures;
  readonly streams: readonly StreamCost[];
  readonly growth: Growth;
  readonly configured: readonly ConfigureCost[];
  readonly generated: readonly GeneratorCost[];
}

/** Row, base, case and the most that row may cost in terms of base (instructions added). */
export const ratios: readonly (readonly [row: string, base: string, column: CaseId, most: number, what: string])[] = [
  ['lower-case', 'lua-page', 'clean-25', 1, "clean 25 bytes / the page's Lua"],
  ['lower-case', 'lua-page', 'rewritten-25', 1.25, "rewritten 25 bytes / the page's Lua"],
  ['lower-case', 'c', 'clean-25', 1.03, 'clean 25 bytes / C with the same exports'],
  ['lower-case', 'c', 'rewritten-25', 1.03, 'rewritten 25 bytes / C with the same exports'],
  ['lower-case', 'rust', 'clean-25', 0.65, 'clean 25 bytes / Rust SDK'],
  ['lower-case', 'rust', 'rewritten-25', 0.65, 'rewritten 25 bytes / Rust SDK'],
  ['lower-case', 'stock', 'clean-25', 0.2, 'clean 25 bytes / AssemblyScript SDK'],
  ['lower-case', 'stock', 'rewritten-25', 0.2, 'rewritten 25 bytes / AssemblyScript SDK'],
  ['lower-case', 'c', 'clean-1000', 0.85, 'clean 1,000 bytes / scalar C'],
  ['lower-case', 'c-simd-counter', 'rewritten-25', 1.03, 'rewritten 25 bytes / C with the same exports and a counter'],
  ['preset-STRICT', 'lower-case', 'clean-25', 1.05, 'STRICT, clean 25 bytes / lower-case alone'],
  ['preset-STRICT', 'lower-case', 'clean-1000', 1.05, 'STRICT, clean 1,000 bytes / lower-case alone'],
  ['composite', 'lua-page', 'clean-25', 0.35, "screened, composite, clean 25 bytes / the page's Lua"],
  ['delegate', 'lua-page', 'clean-25', 0.45, "screened, delegate, clean 25 bytes / the page's Lua"],
  ['delegate', 'lua-page', 'rewritten-25', 1.3, "screened, delegate, rewritten 25 bytes / the page's Lua"],
  ['guard', 'c-guard', 'matching-host', 1.03, 'guard, matching host / C with the same exports'],
  ['guard', 'rust-guard', 'matching-host', 0.75, 'guard, matching host / Rust SDK'],
  ['guard', 'stock-guard', 'matching-host', 0.25, 'guard, matching host / AssemblyScript SDK'],
  ['guard', 'lua-guard', 'matching-host', 1.45, 'guard, matching host / Lua'],
  ['guard-100000', 'guard-10', 'matching-host', 1.2, 'guard, 100,000 hosts / 10 hosts'],
  ['guard-screened', 'lua-guard', 'matching-host', 0.45, 'guard screened, matching host / Lua'],
  ['guard-wildcard-screened', 'lua-guard', 'matching-host', 0.45, 'guard screened, below a wildcard / Lua'],
  ['guard-5000-screened', 'lua-guard', 'matching-host', 0.45, 'guard screened, 5,000 hosts / Lua'],
  ['gateway', 'guard', 'matching-host', 1.15, 'guard and lower-case in one plugin / the guard alone'],
  ['gateway', 'lua-both', 'matching-host', 0.75, 'guard and lower-case in one plugin / two Lua filters'],
];

/** What a row is at the very least: the row of the calls alone. */
const leastOf: Readonly<Record<string, string>> = { 'lower-case': 'c-least', delegate: 'c-least-delegate' };

/** The targets of this project, in one order. "Nothing" is what the noise of the measure (docs/speed.md) does not tell from nothing. */
export function targets({ figures, streams, growth, configured, generated }: Measured): readonly Target[] {
  const many = configured.find(({ row }) => row === 'guard-100000');
  return [
    ...ratios.map(([row, base, column, most, what]) => ({
      what: `${what}, instructions added`,
      found: figures.ratio('instructions', row, base, column),
      most,
      least: figures.ratio('instructions', leastOf[row] ?? '', base, column),
    })),
    ...['lower-case', 'preset-STRICT'].flatMap((row) => [
      { what: `${row}, ${growing}, time in V8 alone`, found: linearity(figures, 'v8', row), most: 1.1 },
      { what: `${row}, ${growing}, instructions`, found: linearity(figures, 'instructions', row), most: 1.1 },
      {
        what: `${row}, ${growing}, instructions beyond the calls alone`,
        found: linearity(figures, 'instructions', row, 'c-least'),
        most: 1.1,
      },
    ]),
    {
      what: `a request with ${openStreams} open streams / with none, instructions added`,
      found: busy(streams),
      most: 1.02,
    },
    {
      what: 'guard, 100,000 hosts / 10 hosts, time in V8 alone',
      found: figures.ratio('v8', 'guard-100000', 'guard-10', 'matching-host'),
      most: 1.2,
    },
    { what: 'guard, 100,000 hosts, milliseconds to configure in V8', found: many?.milliseconds, most: 1000 },
    { what: 'guard, 100,000 hosts, MiB of Wasm memory', found: many && many.memory / 1_048_576, most: 32 },
    ...['lower-case', 'preset-STRICT', 'guard', 'guard-100000'].map((row) => ({
      what: `${row}, pages of memory taken while requests are served`,
      found: growth.get(row),
      most: 0,
    })),
    {
      what: `generate wasm-plugin --guard, 5,000 Gateways x ${hostsOfGateway} hosts, seconds (least)`,
      found: generated.find(({ gateways }) => gateways === 5000)?.seconds[0],
      most: 5,
    },
  ];
}

const growing = 'cost of a further byte: 8,000 to 64,000 bytes / 1,000 to 8,000 bytes';

/**
 * The slope of the upper half over that of the lower one, of what a row costs beyond the row `without`. The host copies a long
 * value by a string instruction, which callgrind counts by the byte: without the calls alone it is the module's own growth.
 */
function linearity(figures: Figures, measure: Measure, row: string, without?: string): number | undefined {
  const at = (column: CaseId): number => {
    const all = figures.get(measure, row, column) ?? Number.NaN;
    return without === undefined ? all : all - (figures.get(measure, without, column) ?? Number.NaN);
  };
  const [small, middle, large] = [at('clean-1000'), at('clean-8000'), at('clean-64000')];
  const ratio = (large - middle) / 56_000 / ((middle - small) / 7000);
  return Number.isNaN(ratio) ? undefined : ratio;
}

/** What the normalizer adds to `none`, with streams open over without. */
function busy(streams: readonly StreamCost[]): number | undefined {
  const none = streams.find(({ row }) => row === 'none');
  const ours = streams.find(({ row }) => row === 'lower-case');
  if (none === undefined || ours === undefined) return undefined;
  return (ours.busy - none.busy) / (ours.idle - none.idle);
}
