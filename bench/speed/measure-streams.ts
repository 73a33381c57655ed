import { setTimeout as sleep } from 'node:timers/promises';
import type { Io } from '../../tools/model/io.ts';
import { holdHeader } from './bench-listener.ts';
import { benchCases } from './cases.ts';
import { instructionSession, instructionsPerRequest } from './instructions.ts';
import { holdStreams } from './load.ts';
import type { MeasureOptions } from './measure-instructions.ts';
import type { Session } from './session.ts';

/** Instructions a request in all, with no stream and with many streams open through the same listener. */
export interface StreamCost {
  readonly row: string;
  readonly idle: number;
  readonly busy: number;
}

/** Streams held open while requests are measured. */
export const openStreams = 5000;
const rows = ['none', 'lower-case', 'c'];
const streamsOfOneClient = 1000;
const hour = 3_600_000;

/** What open streams add to each further request. Streams are held behind the filter by Envoy's fault filter. */
export async function measureStreams(options: MeasureOptions): Promise<readonly StreamCost[]> {
  const { envoy, files, quick, io, progress } = options;
  const variants = options.variants.filter(({ id }) => rows.includes(id));
  progress.say('starting Envoy under callgrind with streams to hold');
  const session = await instructionSession({ envoy, variants, files, holding: true, io });
  const costs: StreamCost[] = [];
  try {
    for (const variant of variants) {
      const row = variant.id;
      const measure = () => instructionsPerRequest(session, io, variant, benchCases['clean-25'], quick);
      progress.say(`open streams: ${row}, none open`);
      const idle = await measure();
      progress.say(`open streams: ${row}, opening ${openStreams}`);
      const held = await open(session, io, row);
      try {
        costs.push({ row, idle, busy: await measure() });
      } finally {
        for (const client of held) client.close();
      }
    }
  } finally {
    progress.done();
    await session.stop();
  }
  return costs;
}

async function open({ running }: Session, io: Io, row: string): Promise<readonly { close(): void }[]> {
  const options = { ...benchCases['rewritten-25'], port: running.port(row), tls: false, connections: 1 };
  const held: { close(): void }[] = [];
  for (let opened = 0; opened < openStreams; opened += streamsOfOneClient) {
    const counts = { requests: streamsOfOneClient, streams: streamsOfOneClient };
    held.push(holdStreams(io, { ...options, ...counts }, `${holdHeader}: ${hour}`));
  }
  for (let waited = 0; waited < 600; waited++) {
    if ((await running.admin.stat(`http.${row}.downstream_rq_active`)) >= openStreams) return held;
    await sleep(200, undefined, { signal: io.signal });
  }
  for (const client of held) client.close();
  throw new Error(`Envoy did not open ${openStreams} streams on ${row} within two minutes`);
}
