import { formatTable } from '../table.ts';
import type { DemoRequest } from './requests.ts';
import type { DemoRow } from './run-demo.ts';
import type { Observation } from './send.ts';

/** The table of the demo, and what it says in one line. */
export function renderDemo(rows: readonly DemoRow[]): string {
  const head = ['REQUEST', 'WITHOUT', 'WITH', 'BACK END SAW', ''];
  const lines = rows.map((row) => [
    describe(row.request),
    show(row.without),
    show(row.with),
    row.with.seen ?? row.without.seen ?? '-',
    row.asExpected ? 'ok' : `NOT AS EXPECTED (expected ${row.request.without}, ${row.request.with})`,
  ]);
  return `${formatTable([head, ...lines])}\n${summarize(rows)}\n`;
}

function summarize(rows: readonly DemoRow[]): string {
  const bypasses = rows.filter((row) => row.without.verdict === 'BYPASS').length;
  const left = rows.filter((row) => row.with.verdict === 'BYPASS').length;
  const kept = rows.filter((row) => row.request.with === 'served' && row.asExpected).length;
  const wrong = rows.filter((row) => !row.asExpected).length;
  const result = wrong === 0 ? 'every verdict is as expected' : `${wrong} verdicts are not as expected`;
  return `${bypasses} bypasses without the filters, ${left} with them; ${kept} ordinary requests keep working; ${result}.`;
}

function describe(request: DemoRequest): string {
  const { sni, host = sni, path } = request;
  const foreign = host === sni ? host : `${host} behind SNI ${sni}`;
  const certificate = request.clientCertificate === true ? ' +client certificate' : '';
  return `${request.protocol ?? 'h1'} GET ${path}  ${foreign}${certificate}`;
}

function show({ status, verdict }: Observation): string {
  return verdict.startsWith('unexpected') ? verdict : `${status} ${verdict}`;
}
