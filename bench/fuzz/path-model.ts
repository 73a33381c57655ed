import type { LocalReply } from '../../tools/host/index.ts';
import { judgeModel, type ModelVerdict } from '../../test/unit/normalizer/model/request.ts';
import { longestPart } from './path-checks.ts';
import { stepsOf, type PathConfiguration } from './path-configuration.ts';

/** Definitions whose time grows with the square of the path: fine for paths of an ordinary length. */
const slow: readonly string[] = [
  'decode-unreserved',
  'envoy-normalize-path',
  'strip-trailing-dots',
  'strip-trailing-slash',
];
const ordinary = 4_096;

/** Whether the definition of this configuration can be asked about a path of that length. */
export function modelTakes(configuration: PathConfiguration, length: number): boolean {
  if (length <= ordinary) return true;
  return length <= longestPart && !stepsOf(configuration).some((step) => slow.includes(step));
}

/** What differs from the definition (test/unit/normalizer/model) for the `:path` of a GET; undefined for nothing. */
export function modelFault(
  { preset, stages }: PathConfiguration,
  input: string,
  output: string | undefined,
  reply: LocalReply | undefined,
): string | undefined {
  return verdictFault(judgeModel({ preset, stages }, input), output, reply);
}

/** What differs from the verdict of a definition; undefined for nothing. */
export function verdictFault(
  wanted: ModelVerdict,
  output: string | undefined,
  reply: LocalReply | undefined,
): string | undefined {
  const found = reply === undefined ? output : `${reply.details} ${reply.headers[0]?.[1] ?? ''}`;
  const expected =
    wanted.verdict === 'pass'
      ? wanted.path
      : wanted.verdict === 'reject'
        ? `portcullis_path_rejected{${wanted.step}} `
        : `portcullis_path_redirected{${wanted.step}} ${wanted.location}`;
  const same = found === expected && (reply === undefined) === (wanted.verdict === 'pass');
  return same ? undefined : `found ${short(found)}, defined is ${short(expected)}`;
}

const short = (text: string | undefined): string =>
  text === undefined ? 'no path' : JSON.stringify(text.slice(0, 200));
