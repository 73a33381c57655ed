import type { Random } from '../fuzz/random.ts';
import type { Draw } from './requests.ts';
import type { Tally } from './tally.ts';

/** A connection that is opened again and again until all requests are done. */
export interface Lane {
  /** Envoy's port: updates may change it. */
  readonly port: () => number;
  /** Server name over TLS, empty for none; null for plaintext. */
  readonly sni: string | null;
  readonly draw: Draw;
  readonly random: Random;
  readonly tally: Tally;
  readonly signal: AbortSignal;
}

/** Milliseconds without an answer after which a connection is given up as broken. */
export const silence = 30_000;
