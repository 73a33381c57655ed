import type { Sample, SoakResult } from './run-soak.ts';

const MiB = 1_048_576;
/** How much the resident memory may be above that after the warm-up. */
export const bound = 8 * MiB;

const mebibytes = (bytes: number): string => `${(bytes / MiB).toFixed(1)} MiB`;

export function sampleLine({ requests, seconds, bytes, updates }: Sample): string {
  return `${seconds.toFixed(0).padStart(5)} s  ${String(requests).padStart(9)} requests  ${updates} updates  RSS ${mebibytes(bytes)}\n`;
}

/** What went wrong, a line each; empty for nothing. */
export function faultsOf(result: SoakResult, requests: number): string[] {
  const { tally, warm, end, vms, badLines, died } = result;
  return [
    ...(died ? ['Envoy ended by itself'] : []),
    ...(tally.done < requests ? [`only ${tally.done} of ${requests} requests were done`] : []),
    ...(tally.wrong > 0 ? [`${tally.wrong} answers were not the expected ones`, ...tally.wrongExamples] : []),
    ...[...tally.statuses].filter(([status]) => status >= 500).map(([status, count]) => `${count} answers ${status}`),
    ...(end.bytes - warm.bytes > bound ? [`the memory grew by ${mebibytes(end.bytes - warm.bytes)}`] : []),
    ...(vms.end === vms.warm ? [] : [`${vms.warm} VMs after the warm-up, ${vms.end} at the end`]),
    ...badLines.map((line) => `Envoy's log: ${line}`),
  ];
}

export function summary(result: SoakResult): string {
  const { tally, seconds, updates, warm, end, peakBytes, vms, counters } = result;
  const statuses = [...tally.statuses].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
  return [
    `\n${tally.done} requests in ${seconds.toFixed(0)} s, ${Math.round(tally.done / seconds)} requests/s`,
    `answers        ${statuses.join(', ')}; ${tally.wrong} not as expected`,
    `reset          ${tally.resets} by the client; ${tally.cutOff} cut off by updates and sent again`,
    `connections    ${tally.connections}; updates of the configuration: ${updates}; VMs ${vms.warm} after the warm-up, ${vms.end} at the end`,
    `counters       ${Object.entries(counters)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
    `resident       ${mebibytes(warm.bytes)} after the warm-up, ${mebibytes(end.bytes)} at the end, ${mebibytes(peakBytes)} at most; bound +${mebibytes(bound)}`,
    `bad log lines  ${result.badLines.length}\n`,
  ].join('\n');
}
