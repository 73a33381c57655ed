import type { LocalReply } from '../../tools/host/index.ts';

/** Longest path part that the filter works on (assembly/path/pipeline.ts). */
export const longestPart = 131_072;

/** What a step may make of `size` bytes at most: every byte escaped, and a slash in front. */
const mostBytes = (size: number): number => 3 * size + 3;

const partSize = (path: string): number => {
  const query = path.indexOf('?');
  return query < 0 ? path.length : query;
};

/** What is wrong with the path that goes on, whatever the configuration; undefined for nothing. */
export function pathFault(input: string, output: string): string | undefined {
  if (output === input) return undefined;
  const before = partSize(input);
  const after = partSize(output);
  const query = input.length - before;
  if (output.length - after !== query || (query > 0 && !output.endsWith(input.slice(before))))
    return 'the query changed';
  if (after > mostBytes(before)) return `a path part of ${before} bytes became one of ${after}`;
  return undefined;
}

/** How the filter answered a request itself. */
export type ReplyKind = 'rejected' | 'redirected' | 'refused as too large';

/** What replies a configuration may give. */
export interface LegalReplies {
  readonly rejectStatus: number;
  /** Names that may stand in the response code details. */
  readonly steps: ReadonlySet<string>;
}

/** The kind of a legal reply, or `{ fault }`. `redirects`: whether the request may be redirected at all. */
export function replyKind(
  input: string,
  reply: LocalReply,
  { rejectStatus, steps }: LegalReplies,
  redirects: boolean,
): ReplyKind | { readonly fault: string } {
  const { status, details, headers, reason } = reply;
  if (reason !== undefined) return { fault: `the host failed closed: ${reason}` };
  const [, what = '', step = ''] = /^portcullis_path_(rejected|redirected)\{([a-z0-9-]+)\}$/.exec(details) ?? [];
  if (what === 'rejected') {
    if (status !== rejectStatus) return { fault: `rejected with ${status}, expected ${rejectStatus}` };
    if (headers.length > 0) return { fault: 'a rejection has headers' };
    if (step === 'too-large') {
      return input.length > longestPart
        ? 'refused as too large'
        : { fault: `${input.length} bytes refused as too large` };
    }
    return steps.has(step) ? 'rejected' : { fault: `step ${step} rejected, which the configuration does not hold` };
  }
  if (what !== 'redirected') return { fault: `found a reply ${status} ${details}` };
  if (status !== 307 || headers.length !== 1 || headers[0]![0] !== 'location') {
    return { fault: `found a redirect ${status} ${JSON.stringify(headers.map(([name]) => name))}` };
  }
  if (!steps.has(step)) return { fault: `step ${step} redirected, which the configuration does not hold` };
  if (!redirects) return { fault: 'redirected a request that must not be' };
  const fault = locationFault(input, headers[0]![1]);
  return fault === undefined ? 'redirected' : { fault };
}

/** What Envoy's codecs hand to filters in the usual form. */
const codecsCarry = /^\/[\x21-\x7e\x80-\xff]*$/;

function locationFault(input: string, location: string): string | undefined {
  // RFC 3986 4.2: such a reference names another site; browsers take "\\" for "/" and leave tabs and line ends out (WHATWG URL).
  if (!/^\/(?![/\\])/.test(location.replaceAll(/[\t\n\r]/g, ''))) return 'an open redirect';
  // oxlint-disable-next-line no-control-regex
  if (codecsCarry.test(input) && !/^\/[^\x00-\x1f\x7f]*$/.test(location)) return 'a location that is no path';
  const query = input.length - partSize(input);
  const kept =
    location.length - partSize(location) === query && (query === 0 || location.endsWith(input.slice(-query)));
  if (!kept) return 'the query changed in the redirect';
  return partSize(location) > mostBytes(partSize(input)) + 2 ? 'a location that is too long' : undefined;
}
