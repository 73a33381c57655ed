import { hostSteps, instancesFor, pathSteps, preset, type Chain } from './foreign-chains.ts';
import { readLines } from './read-table.ts';

/** A row of another project that says something about a path or a host of ours. */
export interface ForeignCase {
  readonly where: string;
  readonly chain: Chain;
  /** Whether `input` and `output` are authorities. */
  readonly host: boolean;
  readonly input: string;
  /** null: rejected. */
  readonly output: string | null;
  /** The output is the location of a redirect. */
  readonly redirect: boolean;
  /** Why `output` is not what the row says. */
  readonly superseded?: string;
}

export interface ForeignTable {
  readonly cases: readonly ForeignCase[];
  /** Rows about something that no step or preset does: place and reason. */
  readonly notApplicable: readonly { readonly where: string; readonly reason: string }[];
}

interface Row {
  readonly input: unknown;
  readonly config: Record<string, unknown>;
  readonly expected: Record<string, unknown>;
  readonly function?: string;
}

type Reading = Omit<ForeignCase, 'where'> | { readonly reason: string };

const base = { host: false, redirect: false };
const none: Chain['manager'] = 'none';

/** The rows of test/cases/foreign/<name>.jsonl. */
export function readForeign(name: keyof typeof readers): ForeignTable {
  const cases: ForeignCase[] = [];
  const notApplicable: { where: string; reason: string }[] = [];
  for (const { line, where } of readLines(`foreign/${name}.jsonl`)) {
    const row = JSON.parse(line) as Row;
    for (const reading of readers[name](row)) {
      if ('reason' in reading) notApplicable.push({ where, reason: reading.reason });
      else cases.push({ where, ...reading, ...supersedes(row, reading) });
    }
  }
  return { cases, notApplicable };
}

const readers = {
  'istio-path-normalization': ({ input, config, expected }) => [
    {
      ...base,
      chain: { manager: 'strip-fragment', instances: [preset(presetOf(config))] },
      input: text(input),
      output: expected['status'] === 400 ? null : text(expected['path']),
    },
  ],
  'envoy-path-utility': (row) => [readPathUtility(row)],
  'envoy-hcm-normalize': (row) => [row.function?.endsWith('maybeNormalizeHost') ? readHost(row) : readPath(row)],
  'istio-docs-normalization': readDocs,
} satisfies Record<string, (row: Row) => readonly Reading[]>;

function readPathUtility({ input, config, expected }: Row): Reading {
  const asked = { ...base, input: text(input), output: expected['ok'] === false ? null : (expected['path'] as string) };
  switch (text(config['function'])) {
    case 'PathUtil::canonicalPath':
      return { ...asked, chain: { manager: none, instances: [preset('BASE')] } };
    case 'PathUtil::mergeSlashes':
      return { ...asked, chain: { manager: none, instances: [pathSteps('merge-slashes')] } };
    case 'PathUtil::stripParametersFromDotSegments':
      return { ...asked, chain: { manager: none, instances: [pathSteps('strip-dot-params')] } };
    case 'PathUtil::unescapeSlashes':
      return { ...asked, chain: { manager: none, instances: [pathSteps('decode-slashes')] } };
    case 'PathUtil::removeQueryAndFragment':
      return { reason: 'what a matcher looks at, not what becomes of :path; the query is never touched' };
    case 'PathUtil::removePathParameters':
    case 'PathUtil::removePathParameters(headers)':
      return readParameters(asked.input, expected['path']);
    default:
      throw new Error(`found function ${text(config['function'])}`);
  }
}

function readParameters(input: string, expected: unknown): Reading {
  const chain: Chain = { manager: none, instances: [pathSteps('strip-params')] };
  // Envoy answers nothing where there is nothing to remove.
  const asked = { ...base, chain, input, output: expected === null ? input : text(expected) };
  if (input !== '/abc;p=1/def#frag;2') return asked;
  return { ...asked, output: '/abc/def#frag', superseded: 'a fragment is a part of the path for every step' };
}

function readPath({ input, config, expected }: Row): Reading {
  if (input === null) return { reason: 'a request without :path: not a value that a table can hold, tested by itself' };
  const runtime = config['runtime'] as Record<string, boolean> | undefined;
  const strips = runtime?.['envoy.reloadable_features.http_reject_path_with_fragment'] === false;
  return {
    host: false,
    chain: { manager: strips ? 'strip-fragment' : 'reject-fragment', instances: instancesFor(config) },
    input: text(input),
    output: expected['action'] === 'Reject' ? null : text(expected['path']),
    redirect: expected['action'] === 'Redirect',
  };
}

function readHost({ input, config, expected }: Row): Reading {
  const port = config['strip_port'];
  const strips =
    port === 'Any' || (port === 'MatchingHost' && text(input).endsWith(`:${String(config['listener_port'])}`));
  const steps = [
    ...(strips ? ['strip-port'] : []),
    ...(config['strip_trailing_host_dot'] === true ? ['strip-trailing-dot'] : []),
  ];
  const chain: Chain = { manager: none, instances: [hostSteps(...steps)] };
  return { host: true, redirect: false, chain, input: text(input), output: text(expected['host']) };
}

const withNormalizePath = ['BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES'];

function readDocs({ input, config, expected }: Row): readonly Reading[] {
  if (typeof input !== 'string') return [{ reason: 'a rule about methods or headers other than :path' }];
  const named = presetOf(config);
  const chainOf = (id: string): Chain => ({ manager: 'strip-fragment', instances: [preset(id)] });
  if (expected['status'] === 400) {
    // The page says "any"; with NONE Envoy 1.40 does not look at the path, and lets it through (seen in test/e2e).
    return withNormalizePath.map((id) => ({ ...base, chain: chainOf(id), input: `/${input}`, output: null }));
  }
  if (expected['policy_path'] !== undefined) {
    return ['NONE', ...withNormalizePath].map((id) => ({ ...base, chain: chainOf(id), input, output: input }));
  }
  if (expected['path'] !== undefined) {
    return [{ ...base, chain: chainOf(named), input, output: text(expected['path']) }];
  }
  // A row of the table of characters: what an escape becomes, alone, before other steps read it.
  const chain: Chain = named === 'BASE' ? chainOf(named) : { manager: none, instances: [pathSteps('decode-slashes')] };
  const [from, to] = [
    characters(input, /^%(..)(?: - %(..))?$/, 16),
    characters(text(expected['char']), /^(.)(?: - (.))?$/),
  ];
  return from.map((code, index) => {
    const escape = `%${code.toString(16)}`;
    return { ...base, chain, input: `/x${escape}x`, output: `/x${String.fromCharCode(to[index] ?? -1)}x` };
  });
}

/** The codes of `A` or of `A - B`. */
function characters(range: string, form: RegExp, radix?: number): number[] {
  const [, first = '', last = first] = form.exec(range) ?? [];
  const code = (end: string): number => (radix === undefined ? end.charCodeAt(0) : Number.parseInt(end, radix));
  return Array.from({ length: code(last) - code(first) + 1 }, (_, index) => code(first) + index);
}

/** Rows that hold the behaviour before CVE-2026-73551 was fixed: Envoy 1.40 takes the parameters of raw dot segments away. */
function supersedes(row: Row, reading: Omit<ForeignCase, 'where'>): Partial<ForeignCase> {
  const runtime = row.config['runtime'] as Record<string, boolean> | undefined;
  const old = runtime?.['envoy.reloadable_features.strip_dotdot_segments_with_parameters'] === false;
  const output = beforeTheFix[reading.input];
  if (output === undefined || !(old || reading.output === '/..;/admin')) return {};
  return { output, superseded: 'the behaviour before CVE-2026-73551 was fixed' };
}

const beforeTheFix: Readonly<Record<string, string>> = {
  '/xyz/..;foo=bar/abc': '/abc',
  '/..;foo=bar/abc': '/abc',
  '/xyz/..;foo=bar': '/',
  '/..;/admin': '/admin',
};

function presetOf(config: Record<string, unknown>): string {
  return text(config['meshConfig.pathNormalization.normalization']);
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`found ${JSON.stringify(value)}, expected a string`);
  return value;
}
