/** Exit codes of every command, whatever its output format. */
export const exitCodes = {
  /** Nothing found, everything as expected. */
  ok: 0,
  /** Findings, failed cases, an unexpected verdict. */
  findings: 1,
  /** The user's mistake: flag, file, YAML, configuration. */
  user: 2,
  /** The surroundings failed: no Envoy, no Docker, no registry. */
  surroundings: 3,
  /** A bug of ours. */
  bug: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
