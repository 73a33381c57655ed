/** A request to measure. */
export interface BenchCase {
  readonly path: string;
  /** Authority; `loadHost` when left out. */
  readonly host?: string;
}

/** Authority of the requests, and server name of connections with TLS. */
export const loadHost = 'a.example.com';

const clean = '/api/v1/users/alice?q=abc';
const rewritten = '/Api/V1/Users/Alice?Q=Abc';

/** `size` bytes in segments of seven, nothing to do in them for any preset. */
function long(size: number): string {
  const start = '/api/v1';
  return (start + '/abcdefg'.repeat(Math.ceil(size / 8))).slice(0, size - 1) + 'x';
}

/** Another host of the listener that `loadHost` is of. */
export const sameListenerHost = 'b.example.com';

/** By id; `clean` means that no measured step changes it, `matching` that the host is the server name. */
export const benchCases = {
  'clean-25': { path: clean },
  'rewritten-25': { path: rewritten },
  'clean-100': { path: long(100) },
  'clean-1000': { path: long(1000) },
  'rewritten-1000': { path: `/Api${long(1000).slice(4)}` },
  'clean-8000': { path: long(8000) },
  'clean-64000': { path: long(64_000) },
  dirty: { path: '/A//b/./%2e%2E/C%2Fd/E?Q=a' },
  'matching-host': { path: clean },
  'matching-rewritten': { path: rewritten },
  'same-listener': { path: clean, host: sameListenerHost },
  'with-port': { path: clean, host: `${loadHost}:443` },
} as const satisfies Record<string, BenchCase>;

export type CaseId = keyof typeof benchCases;

export const caseIds = Object.keys(benchCases) as CaseId[];
