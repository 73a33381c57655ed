import { statSync } from 'node:fs';
import type { CaseId } from './cases.ts';
import type { Figures, Measure } from './figures.ts';
import type { ConfigureCost } from './measure-configure.ts';
import { hostsOfGateway, type GeneratorCost } from './measure-generator.ts';
import { openStreams, type StreamCost } from './measure-streams.ts';
import type { MicroTable } from './micro-tables.ts';
import type { SpeedTable } from './tables.ts';
import type { Target } from './targets.ts';
import { baselineOf, type Variant } from './variant.ts';

export interface ReportParts {
  readonly machine: readonly string[];
  readonly notes: readonly string[];
  readonly figures: Figures;
  readonly streams: readonly StreamCost[];
  readonly targets: readonly Target[];
  readonly tables: readonly SpeedTable[];
  readonly micro: readonly MicroTable[];
  readonly configured: readonly ConfigureCost[];
  readonly generated: readonly GeneratorCost[];
  readonly variants: readonly Variant[];
  readonly files: ReadonlyMap<string, string>;
}

/** The report (Markdown). */
export function report(parts: ReportParts): string {
  const { tables, machine, notes, micro } = parts;
  const sections = [
    '# Speed\n',
    'Written by the benchmark; how to read it stands in [docs/speed.md](../docs/speed.md).\n',
    `${machine.map((line) => `- ${line}\n`).join('')}`,
    ...(notes.length === 0 ? [] : [`## Left out\n\n${notes.map((note) => `- ${note}\n`).join('')}`]),
    targetSection(parts.targets),
    ...tables.map((table) => section(parts, 'instructions', table, table.cases)),
    streamSection(parts.streams),
    ...tables.map((table) => section(parts, 'cpu', table, table.cpu)),
    ...micro.map((table) => section(parts, 'v8', { ...table, rows: table.rows.map(({ id }) => id) }, table.cases)),
    configureSection(parts.configured),
    generatorSection(parts.generated),
  ];
  return sections.filter((text) => text !== '').join('\n');
}

function targetSection(targets: readonly Target[]): string {
  const figure = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(value === 0 ? 0 : 3));
  const rows = targets.map(({ what, found, most, least }) => {
    const missed = least !== undefined && least > most ? 'MISSED, as any module must' : 'MISSED';
    const verdict = found === undefined ? 'not measured' : found <= most ? 'met' : missed;
    return [what, figure(found), figure(least), `<= ${most}`, verdict];
  });
  return `## Targets\n\n${markdown(['what', 'measured', 'the calls alone', 'target', ''], rows)}`;
}

const headings: Record<Measure, string> = {
  instructions: 'Instructions added a request',
  cpu: 'CPU time added a request, microseconds of the worker thread',
  v8: 'V8 in Node, nanoseconds a request',
};

/** A table of one measure: rows are variants, each cell a figure and its ratio to the row that the table names. */
function section(
  { figures, variants, files }: ReportParts,
  measure: Measure,
  { title, rows, relativeTo }: Pick<SpeedTable, 'title' | 'rows' | 'relativeTo'>,
  cases: readonly CaseId[],
): string {
  const shown = cases.filter((id) => rows.some((row) => figures.get(measure, row, id) !== undefined));
  if (shown.length === 0) return '';
  const lines = rows.map((row) => {
    const variant = variants.find(({ id }) => id === row);
    return [
      variant?.title ?? row,
      sizeOf(variant, files),
      ...shown.map((id) => cell(figures, measure, row, relativeTo, id)),
    ];
  });
  const compared = variants.find(({ id }) => id === rows[0]);
  const baseline = compared && baselineOf(compared);
  const own = (id: CaseId) => (baseline === undefined ? undefined : figures.get(measure, baseline, id));
  const none = ['no filter, in all', '', ...shown.map((id) => number(measure, own(id)))];
  const base = variants.find(({ id }) => id === relativeTo)?.title ?? relativeTo;
  const head = ['', '.wasm bytes', ...shown];
  const table = markdown(head, measure === 'v8' ? lines : [none, ...lines]);
  return `## ${headings[measure]}: ${title}\n\nIn brackets: over "${base}".\n\n${table}`;
}

function cell(figures: Figures, measure: Measure, row: string, base: string, id: CaseId): string {
  const value = figures.get(measure, row, id);
  const ratio = figures.ratio(measure, row, base, id);
  return value === undefined ? '' : `${number(measure, value)}${ratio === undefined ? '' : ` (${ratio.toFixed(2)})`}`;
}

function number(measure: Measure, value: number | undefined): string {
  if (value === undefined) return '';
  return measure === 'cpu' ? value.toFixed(2) : Math.round(value).toLocaleString('en-US');
}

function sizeOf(variant: Variant | undefined, files: ReadonlyMap<string, string>): string {
  const file = files.get(variant?.modules?.[0] ?? '');
  return file === undefined ? '' : statSync(file).size.toLocaleString('en-US');
}

function streamSection(streams: readonly StreamCost[]): string {
  if (streams.length === 0) return '';
  const count = (value: number): string => Math.round(value).toLocaleString('en-US');
  const none = streams[0]!;
  const rows = streams.map(({ row, idle, busy }) => {
    const added = row === none.row ? ['', ''] : [count(idle - none.idle), count(busy - none.busy)];
    return [row, count(idle), count(busy), ...added];
  });
  const head = ['', 'none open', `${openStreams} open`, 'added, none open', `added, ${openStreams} open`];
  return `## Instructions a request while streams are open\n\n${markdown(head, rows)}`;
}

function configureSection(configured: readonly ConfigureCost[]): string {
  if (configured.length === 0) return '';
  const rows = configured.map(({ row, size, milliseconds, memory }) => [
    row,
    size.toLocaleString('en-US'),
    milliseconds.toFixed(1),
    (memory / 1_048_576).toFixed(1),
  ]);
  const head = ['', 'configuration, bytes', 'milliseconds', 'Wasm memory, MiB'];
  return `## V8 in Node, configuring the guard\n\n${markdown(head, rows)}`;
}

function generatorSection(generated: readonly GeneratorCost[]): string {
  if (generated.length === 0) return '';
  const rows = generated.map(({ gateways, size, seconds }) => [
    gateways.toLocaleString('en-US'),
    size.toLocaleString('en-US'),
    ...[0, seconds.length >> 1, seconds.length - 1].map((index) => seconds[index]!.toFixed(2)),
  ]);
  const head = ['Gateways', 'YAML, bytes', 'least', 'median', 'most'];
  const title = `generate wasm-plugin --guard, Gateways of ${hostsOfGateway} hosts, seconds`;
  return `## The command line: ${title}\n\n${markdown(head, rows)}`;
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map(line).join('');
}
