import type { SoakRequest } from './requests.ts';

/** What all connections together have sent and seen. */
export interface Tally {
  /** Requests that may still be begun. */
  left: number;
  /** Answered, or reset on purpose. */
  done: number;
  readonly statuses: Map<number, number>;
  resets: number;
  /** Requests that were under way when Envoy ended the connection (an update drains the old listener); they are sent again. */
  cutOff: number;
  connections: number;
  wrong: number;
  /** The first few answers that were not the expected ones. */
  readonly wrongExamples: string[];
}

export function newTally(requests: number): Tally {
  return {
    left: requests,
    done: 0,
    statuses: new Map(),
    resets: 0,
    cutOff: 0,
    connections: 0,
    wrong: 0,
    wrongExamples: [],
  };
}

const keptExamples = 10;

export function countAnswer(tally: Tally, request: SoakRequest, status: number): void {
  tally.done++;
  tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
  if (status === request.status) return;
  tally.wrong++;
  if (tally.wrongExamples.length >= keptExamples) return;
  const { path, host, status: wanted } = request;
  tally.wrongExamples.push(`found ${status}, expected ${wanted}: ${host} ${JSON.stringify(path.slice(0, 200))}`);
}
