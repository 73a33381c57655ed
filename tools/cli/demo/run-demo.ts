import type { RunningEnvoy } from '../../envoy/run.ts';
import type { DemoCertificates } from './certificates.ts';
import { demoRequests, type DemoRequest } from './requests.ts';
import { observe, type Observation } from './send.ts';

export interface DemoRow {
  readonly request: DemoRequest;
  readonly without: Observation;
  readonly with: Observation;
  /** Both verdicts are the expected ones, and a request that is served reached the back end unchanged. */
  readonly asExpected: boolean;
}

/** Sends every request of the demo, first to the listener without the filters, then to the one with them. */
export async function runDemo(envoy: RunningEnvoy, certificates: DemoCertificates): Promise<readonly DemoRow[]> {
  const rows: DemoRow[] = [];
  for (const request of demoRequests) {
    const without = await observe(envoy.port('without'), certificates, request);
    const withFilters = await observe(envoy.port('with'), certificates, request);
    rows.push({ request, without, with: withFilters, asExpected: isExpected(request, without, withFilters) });
  }
  return rows;
}

function isExpected(request: DemoRequest, without: Observation, withFilters: Observation): boolean {
  if (without.verdict !== request.without || withFilters.verdict !== request.with) return false;
  return request.with !== 'served' || withFilters.seen === request.path;
}
