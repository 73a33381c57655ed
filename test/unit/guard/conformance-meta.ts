/** Where a test stands in the table that `test/conformance-reporter.ts` prints. */
export interface ConformanceMeta {
  /** Its row: the table of test/cases that it belongs to. */
  readonly table: string;
  /** Its column: the host, or the protocol and the layout. */
  readonly column: string;
}

declare module 'vitest' {
  interface TaskMeta {
    conformance?: ConformanceMeta;
  }
}
