/** A request path to measure. */
export interface BenchCase {
  readonly id: string;
  readonly path: string;
}

const clean = '/api/v1/users/alice?q=abc';
const rewritten = '/Api/V1/Users/Alice?Q=Abc';

/** `size` bytes in segments of seven, nothing to do in them for any preset. */
function long(size: number): string {
  const start = '/api/v1';
  return (start + '/abcdefg'.repeat(Math.ceil(size / 8))).slice(0, size - 1) + 'x';
}

/** By id; `clean` means that no measured step changes it. */
export const benchCases = {
  'clean-25': clean,
  'rewritten-25': rewritten,
  'clean-100': long(100),
  'clean-1000': long(1000),
  'rewritten-1000': `/Api${long(1000).slice(4)}`,
  'clean-8000': long(8000),
  'clean-64000': long(64_000),
  dirty: '/A//b/./%2e%2E/C%2Fd/E?Q=a',
} as const satisfies Record<string, string>;

export type CaseId = keyof typeof benchCases;

export const caseIds = Object.keys(benchCases) as CaseId[];
