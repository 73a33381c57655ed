import type { RunningEnvoy } from '../../tools/envoy/run.ts';

/** A started Envoy whose work can be counted. */
export interface Session {
  readonly running: RunningEnvoy;
  /** What `work` costs Envoy: instructions, or nanoseconds of its worker. */
  cost(work: () => Promise<void>): Promise<number>;
  stop(): Promise<void>;
}
