/** What findEngine found. */
export type FoundEngine = { kind: 'running' } | { kind: 'startable' } | { kind: 'none'; why: string };

/** A private engine; `host` is a value for DOCKER_HOST. */
export interface Engine {
  readonly host: string;
  stop(): Promise<void>;
}

export function dockerCommand(): string;
export function findEngine(env: NodeJS.ProcessEnv): FoundEngine;
export function startHindrance(): string | undefined;
export function startEngine(): Promise<Engine>;
